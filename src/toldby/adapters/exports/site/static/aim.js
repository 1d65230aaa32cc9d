/* Outlines every part of the claim a link points to; with scripts off the first part is outlined by CSS. */
(function () {
  "use strict";
  function aim() {
    Array.prototype.forEach.call(document.querySelectorAll("mark.aimed"), function (mark) {
      mark.classList.remove("aimed");
    });
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var claim = target && target.dataset.claim;
    if (!claim) { return; }
    Array.prototype.forEach.call(document.querySelectorAll("mark[data-claim]"), function (mark) {
      if (mark.dataset.claim === claim) { mark.classList.add("aimed"); }
    });
  }
  window.addEventListener("hashchange", aim);
  aim();
})();
