// The saved page: the same map, timeline, table and claims as in the app, all data inside the file.
(function (D) {
  "use strict";

  const read = (id) => document.getElementById(id).textContent;

  // Details lie as one JSON line an event, so that only the one looked at is parsed.
  D.openPage = function (map, mapNode) {
    const model = new D.Model(D.fromBase64(read("dateline-data")));
    const page = document.getElementById("dateline-page");
    if (!page) return new D.View(mapNode.parentNode, model, { map, mapNode });
    const details = JSON.parse(read("dateline-details"));
    const claims = page.querySelector(".dl-panel");
    const show = (event) => {
      const detail = event === null || event === undefined ? null : Object.assign({ documents: details.documents }, details.events[event]);
      D.renderClaims(claims, { detail }, { choose: (number) => model.select(number, "claims"), layer: page });
      claims.scrollTop = 0;
      if (detail) D.bringIntoView(claims);
      else D.tellIn(claims, model);
    };
    document.documentElement.dataset.theme = D.theme(document.documentElement);
    const view = new D.View(page.querySelector(".dl-main"), model, { map, mapNode, onSelect: show });
    new D.Table(page.querySelector(".dl-below"), model);
    show(null);
    view.address = new D.Address(view);
    D.latest = view; // for who looks at the page from its console, and for its tests
    return view;
  };
})(globalThis.Dateline = globalThis.Dateline || {});
