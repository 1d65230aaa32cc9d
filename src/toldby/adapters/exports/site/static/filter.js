/* Filters the incidents list; the page is complete without it. Classic script: file:// blocks modules. */
(function () {
  "use strict";
  var form = document.querySelector("[data-filter]");
  if (!form) { return; }
  form.hidden = false;
  var rows = Array.prototype.slice.call(document.querySelectorAll(".incidents > li[data-state]"));
  var count = document.getElementById("count");
  var whole = count.textContent;
  var names = ["q", "state", "type", "from", "to"];

  function apply() {
    var want = {};
    names.forEach(function (name) { want[name] = form.elements[name].value.trim().toLowerCase(); });
    var shown = 0;
    rows.forEach(function (row) {
      var start = row.dataset.start || row.dataset.end, end = row.dataset.end || row.dataset.start;
      var fits = (!want.q || row.textContent.toLowerCase().indexOf(want.q) >= 0) &&
        (!want.state || row.dataset.state === want.state) && (!want.type || row.dataset.type === want.type) &&
        (!want.from || (end && end >= want.from)) && (!want.to || (start && start.slice(0, want.to.length) <= want.to));
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    var filtered = names.some(function (name) { return want[name]; });
    count.textContent = filtered ? shown + " of " + rows.length + " incidents shown" : whole;
    var query = names.filter(function (name) { return want[name]; }).map(function (name) {
      return name + "=" + encodeURIComponent(want[name]);
    }).join("&");
    try { history.replaceState(null, "", query ? "#" + query : location.pathname); } catch (ignored) { /* file:// in some browsers */ }
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (malformed) { return text; }
  }

  location.hash.slice(1).split("&").forEach(function (pair) {
    var at = pair.indexOf("="), name = pair.slice(0, at);
    if (names.indexOf(name) >= 0) { form.elements[name].value = decode(pair.slice(at + 1)); }
  });
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();
})();
