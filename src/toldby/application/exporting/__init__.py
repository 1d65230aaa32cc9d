"""What every export shares: masking, withholding, the accounts, and the policies that make one row of them."""
