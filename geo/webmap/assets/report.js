// A report opened at its sentence, with every name, date and actor marked and what each was taken for.
(function (D) {
  "use strict";

  D.report = null; // the one that is open

  D.openReport = function (claim, quote, view) {
    if (D.report) D.report.close();
    D.report = new Report(claim, quote, view);
  };

  class Report {
    constructor(claim, quote, view) {
      Object.assign(this, { claim, quote, view, text: Array.from(view.detail.documents[claim.doc.id] || "") });
      this.marks = (view.detail.marks || {})[claim.doc.id] || []; // offsets count code points, so does `text`
      this.said = D.el("p", { class: "dl-said", role: "status" });
      this.body = D.el("div", { class: "dl-text-body", dir: "auto", tabindex: "0" });
      this.foot = D.el("footer", {});
      const { doc } = claim;
      this.dialog = D.el("dialog", { class: "dl-report", "aria-label": "Report: " + doc.title },
        D.el("header", {}, D.el("div", {}, D.el("h2", {}, doc.title),
          D.el("p", {}, [doc.publisher, doc.published, doc.url].filter(Boolean).join(" · "))),
        D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this.close() }, "Close")),
        this.body, this.said, this.foot);
      this.dialog.addEventListener("close", () => { this.dialog.remove(); if (D.report === this) D.report = null; });
      this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.close(); });
      for (const kind of ["focusin", "mouseover", "click"]) this.body.addEventListener(kind, (event) => this.tell(event.target));
      this.body.addEventListener("keydown", (event) => this.step(event));
      (view.host.layer || document.body).append(this.dialog);
      this.fill();
      this.update(view);
      this.dialog.showModal();
      this.body.querySelector(".dl-quote").scrollIntoView({ block: "center" });
    }

    close() { this.dialog.close(); }

    // Another state of the case has come: what can be decided now, and what was.
    update(view) {
      this.view = view;
      const claim = view.claims.get(this.claim.id);
      const marks = ((view.detail && view.detail.marks) || {})[this.claim.doc.id];
      if (marks && JSON.stringify(marks) !== JSON.stringify(this.marks)) { this.marks = marks; this.fill(); }
      if (!view.host.decide) { this.foot.hidden = true; return; }
      this.foot.replaceChildren(D.lastDecision(view), ...(claim ? [D.claimActions(claim, view)] : []));
    }

    fill() {
      const { start, end } = this.quote;
      this.body.replaceChildren(...this.pieces(0, start),
        D.el("mark", { class: "dl-quote" },
          this.marks.length ? this.pieces(start, end) : D.segments(this.quote.segments)),
        ...this.pieces(end, this.text.length));
      this.said.textContent = this.marks.length ? "Point at a marked word, or step to it with Tab, to see what it was taken for." : "";
    }

    pieces(from, to) {
      const nodes = [];
      let here = from;
      for (const [start, end, kind, says, why] of this.marks) {
        if (end <= from || start >= to) continue;
        const low = Math.max(start, from), high = Math.min(end, to);
        nodes.push(this.slice(here, low), D.el("mark", { class: `dl-m-${kind} dl-known`, tabindex: "0", role: "button",
          "data-says": `${D.MEANING[kind]}: ${says}`, "data-why": why }, this.slice(low, high)));
        here = high;
      }
      nodes.push(this.slice(here, to));
      return nodes;
    }

    slice(from, to) { return this.text.slice(from, to).join(""); }

    tell(node) {
      const mark = node.closest(".dl-known");
      if (!mark || mark === this.told) return;
      if (this.told) this.told.classList.remove("dl-on");
      mark.classList.add("dl-on");
      this.told = mark;
      this.said.replaceChildren(D.el("strong", {}, `“${mark.textContent}”`), ` ${mark.dataset.says}`,
        mark.dataset.why ? D.el("small", {}, ` Why: ${mark.dataset.why}.`) : "");
    }

    // Arrow keys go from mark to mark too.
    step(event) {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const mark = event.target.closest(".dl-known");
      if (!by || !mark) return;
      const all = [...this.body.querySelectorAll(".dl-known")];
      const next = all[all.indexOf(mark) + by];
      if (next) { event.preventDefault(); next.focus(); }
    }
  }
})(globalThis.Dateline = globalThis.Dateline || {});
