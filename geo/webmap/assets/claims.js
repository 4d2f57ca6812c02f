// The selected event: what each source says, in its own words, and the report opened at the sentence.
(function (D) {
  "use strict";

  // detail: what geo.webmap.details gives; null shows how to begin.
  D.renderClaims = function (root, detail) {
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Claims");
    root.tabIndex = -1;
    if (!detail) {
      root.replaceChildren(D.el("div", { class: "dl-empty" },
        D.el("p", {}, "Choose an event on the map or in the table."),
        D.el("p", {}, "Every claim appears here with its source and its exact sentence.")));
      return;
    }
    root.replaceChildren(D.el("div", {}, // el leaves out the parts that are not there
      D.el("header", { class: "dl-head" },
        D.el("h2", {}, detail.title),
        D.el("p", { class: "dl-where" }, [detail.when, detail.where].filter(Boolean).join(" · ")),
        detail.differ && D.el("p", { class: "dl-differ" }, detail.differ),
        D.el("p", { class: "dl-origins" }, detail.origins)),
      D.el("ol", { class: "dl-claims" }, detail.claims.map((claim) => D.el("li", {}, claimNode(claim, detail)))),
      section("Statements about this", detail.statements, detail),
      section("General denials", detail.denials, detail, "They name no event; they may concern this one."),
      possiblySame(detail),
      because(detail),
      D.el("p", { class: "dl-sure" }, `Confidence ${detail.confidence}: ${detail.confidence_means}.`)));
  };

  // The table is below: what was chosen there must be seen to have been. Where its head is in view nothing moves.
  D.bringIntoView = function (panel) {
    const { top } = panel.getBoundingClientRect(), narrow = globalThis.innerWidth <= 900;
    if (!narrow && top >= 0 && top < globalThis.innerHeight - 160) return;
    panel.scrollIntoView({ block: "start", behavior: D.quiet() ? "auto" : "smooth" });
  };

  function section(title, claims, detail, note) {
    if (!claims.length) return null;
    return D.el("section", { class: "dl-more" }, D.el("h3", {}, title), note && D.el("p", { class: "dl-note" }, note),
      D.el("ol", { class: "dl-claims" }, claims.map((claim) => D.el("li", {}, claimNode(claim, detail)))));
  }

  function possiblySame(detail) {
    if (!detail.possibly_same.length) return null;
    return D.el("section", { class: "dl-more" }, D.el("h3", {}, "Possibly the same"),
      D.el("p", { class: "dl-note" }, "Kept apart, since no report says so."),
      D.el("ul", { class: "dl-kin" }, detail.possibly_same.map((kin) => D.el("li", {}, kin))));
  }

  function because(detail) {
    if (!detail.because.length) return null;
    return D.el("details", { class: "dl-because" }, D.el("summary", {}, "Why these are together"),
      D.el("ul", {}, detail.because.map((reason) => D.el("li", {}, reason))));
  }

  function claimNode(claim, detail) {
    const facts = claim.facts.map(([name, value]) => [D.el("dt", {}, name), D.el("dd", {}, value)]);
    return D.el("article", { class: "dl-claim" },
      D.el("p", { class: "dl-who" }, claim.who, claim.tags.map((tag) => D.el("span", { class: "dl-tag" }, tag))),
      facts.length ? D.el("dl", { class: "dl-facts" }, facts) : null,
      claim.quotes.map((quote) => D.el("blockquote", {}, D.el("p", { dir: "auto" }, segments(quote.segments)),
        D.el("footer", {}, D.el("cite", {}, claim.doc.title),
          D.el("span", {}, [claim.doc.publisher, claim.doc.published].filter(Boolean).join(", ")),
          D.el("button", { type: "button", class: "dl-link", onclick: () => openReport(claim, quote, detail) }, "Open report")))));
  }

  // [["text", kind|null], …]: a mark names what the words were read as.
  function segments(parts) {
    return parts.map(([text, kind]) => kind ? D.el("mark", { class: "dl-m-" + kind, title: MEANING[kind] }, text) : text);
  }

  const MEANING = { trigger: "what happened", place: "a place", actor: "an actor", toll: "a figure", source: "who says so" };

  function openReport(claim, quote, detail) {
    const text = detail.documents[claim.doc.id];
    const characters = Array.from(text || ""); // offsets count code points, strings here UTF-16 units
    const before = characters.slice(0, quote.start).join(""), after = characters.slice(quote.end).join("");
    const mark = D.el("mark", { class: "dl-quote", tabindex: "-1" }, segments(quote.segments));
    const close = () => { dialog.close(); };
    const dialog = D.el("dialog", { class: "dl-report", "aria-label": "Report: " + claim.doc.title },
      D.el("header", {}, D.el("div", {}, D.el("h2", {}, claim.doc.title),
        D.el("p", {}, [claim.doc.publisher, claim.doc.published, claim.doc.url].filter(Boolean).join(" · "))),
      D.el("button", { type: "button", class: "dl-button dl-text", onclick: close }, "Close")),
      D.el("div", { class: "dl-text-body", dir: "auto", tabindex: "0" }, before, mark, after));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
    (detail.host || document.body).append(dialog);
    dialog.showModal();
    mark.scrollIntoView({ block: "center" });
  }
})(globalThis.Dateline = globalThis.Dateline || {});
