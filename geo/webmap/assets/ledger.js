// The ledger: a row a claim, to be compared at a glance; what sources differ on is marked.
(function (D) {
  "use strict";

  const HEADS = ["Who says", "What", "Where, when, toll"];

  D.ledger = function (view) {
    const rows = view.detail.ledger;
    if (!rows.length) return null;
    return D.el("div", { class: "dl-ledger-box", tabindex: "0", role: "group", "aria-label": "Claims side by side" },
      D.el("table", { class: "dl-ledger", "aria-label": "Ledger" },
        D.el("thead", {}, D.el("tr", {}, HEADS.map((head) => D.el("th", { scope: "col" }, head)))),
        D.el("tbody", {}, rows.map((row) => rowNode(row, view)))));
  };

  function rowNode(row, view) {
    const claim = view.claims.get(row.id);
    const open = claim && claim.quotes[0]
      ? D.el("button", { type: "button", class: "dl-link", title: "The sentence in its report",
        onclick: () => D.openReport(claim, claim.quotes[0], view) }, row.who) : row.who;
    return D.el("tr", {},
      D.el("th", { scope: "row" }, open, row.verb && D.el("span", { class: "dl-verb" }, ` “${row.verb}”`)),
      D.el("td", {}, parts(row.what)), D.el("td", {}, parts(row.where)));
  }

  // [[label, value, differs], …]; the sign is for the eye, the word for who listens.
  function parts(list) {
    return list.map(([label, value, differs]) => D.el("div", { class: differs ? "dl-differs" : null },
      differs && D.el("span", { class: "dl-aloud" }, "differs: "),
      label && D.el("span", { class: "dl-soft" }, label + " "), value));
  }
})(globalThis.Dateline = globalThis.Dateline || {});
