"""How quotation marks pair up and what stands between them."""
