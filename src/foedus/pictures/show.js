// Draws each <figure data-picture> from the specification that it holds as JSON.
// It works under script-src 'self'; style-src 'self': expressions are interpreted, styles are set through the object model.
(function () {
  "use strict";
  const TIP = "vg-tooltip-element";
  const SPARE = 26; // padding of the drawing, and a scroll bar's edge

  function tip() {
    let found = document.getElementById(TIP);
    if (!found) {
      found = document.createElement("div");
      found.id = TIP;
      found.className = "vg-tooltip";
      found.setAttribute("aria-hidden", "true"); // the table beside the picture says the same
      document.body.append(found);
    }
    return found;
  }

  function hide() {
    const found = document.getElementById(TIP);
    if (found) found.classList.remove("visible");
  }

  // Vega's own tooltip writes a style attribute, which the policy forbids; this one sets text only, never markup.
  function tooltip(handler, event, item, value) {
    if (value === null || value === undefined || value === "") return hide();
    const found = tip();
    found.replaceChildren();
    if (typeof value === "object") {
      const table = document.createElement("table");
      for (const [key, said] of Object.entries(value)) {
        if (said === null || said === undefined || said === "" || said === "undefined" || said === "null") continue;
        const row = table.insertRow();
        const head = row.insertCell();
        head.className = "key";
        head.textContent = key;
        row.insertCell().textContent = String(said);
      }
      if (!table.rows.length) return hide();
      found.append(table);
    } else {
      found.textContent = String(value);
    }
    found.classList.add("visible");
    const wide = found.offsetWidth, high = found.offsetHeight;
    const left = Math.min(event.clientX + 12, window.innerWidth - wide - 6);
    const below = event.clientY + 14;
    const top = below + high > window.innerHeight - 4 ? event.clientY - high - 10 : below;
    found.style.left = Math.max(4, left) + "px";
    found.style.top = Math.max(4, top) + "px";
  }

  // On a narrow screen the names beside an axis take at most a third of it; the table has them whole.
  function narrowed(part, most) {
    if (Array.isArray(part)) return part.forEach((each) => narrowed(each, most));
    if (!part || typeof part !== "object") return;
    const axis = part.encoding && part.encoding.y && part.encoding.y.axis;
    if (axis && axis.maxExtent > most) Object.assign(axis, { minExtent: most, maxExtent: most, labelLimit: most - 6 });
    ["layer", "vconcat"].forEach((key) => narrowed(part[key], most));
  }

  function fitted(spec, room) {
    const made = structuredClone(spec);
    const about = (made.usermeta && made.usermeta.foedus) || {};
    if (about.margin && room < 560) {
      const most = Math.max(84, Math.floor(room / 3) - 10);
      narrowed(made, most);
      about.margin = Math.min(about.margin, most + 14);
    }
    for (const view of made.vconcat || [made]) {
      if (typeof view.width !== "number") continue;
      const wanted = Math.max(about.least || 240, room - (about.margin || 0) - SPARE);
      const share = wanted / view.width;
      if (share >= 1) continue;
      view.width = wanted;
      if ((about.keep || view.projection) && typeof view.height === "number") view.height = Math.round(view.height * share);
      // names of places would cover each other; pointing at a mark tells them
      if (share < 0.7 && view.layer) view.layer = view.layer.filter((each) => !each.data || each.data.name !== "places");
      const shape = view.projection;
      if (shape && typeof shape.scale === "number") {
        shape.scale *= share;
        shape.translate = shape.translate.map((each) => each * share);
        if (shape.clipExtent) shape.clipExtent = shape.clipExtent.map((corner) => corner.map((each) => each * share));
      }
    }
    return made;
  }

  function go(event, href) {
    const address = new URL(href, window.location.href);
    if (address.protocol !== "http:" && address.protocol !== "https:") return;
    if (event.ctrlKey || event.metaKey) window.open(address.href, "_blank", "noopener");
    else window.location.assign(address.href);
  }

  async function draw(figure, spec, canvas, room) {
    const options = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip };
    const shown = await window.vegaEmbed(canvas, fitted(spec, room), options);
    shown.view.addEventListener("click", (event, item) => {
      const href = item && item.datum && item.datum.href;
      if (typeof href === "string" && href) go(event, href);
    });
    const svg = canvas.querySelector("svg");
    if (svg) {
      // the picture is one image with a name of its own and its table beside it; nameless parts would only be noise
      for (const part of [svg, ...svg.querySelectorAll("[role], [aria-roledescription]")]) {
        for (const name of ["role", "aria-roledescription", "aria-label", "aria-hidden"]) part.removeAttribute(name);
      }
      svg.style.maxWidth = "none"; // what is wider than the page scrolls inside its frame; letters stay legible
      svg.style.display = "block";
    }
    figure.dataset.drawn = "yes";
    return shown;
  }

  function start(figure) {
    const written = figure.querySelector('script[type="application/json"]');
    if (!written) return;
    let canvas = figure.querySelector(".canvas");
    if (!canvas) {
      canvas = document.createElement("div");
      canvas.className = "canvas";
      figure.prepend(canvas);
    }
    canvas.style.overflowX = "auto";
    const spec = JSON.parse(written.textContent);
    let last = 0, shown = null, waiting = 0, busy = Promise.resolve();
    const again = () => {
      const room = Math.floor(canvas.clientWidth || figure.clientWidth);
      if (!room || Math.abs(room - last) < 16) return;
      last = room;
      busy = busy.then(async () => {
        if (shown) shown.finalize();
        shown = await draw(figure, spec, canvas, room);
        canvas.tabIndex = canvas.scrollWidth > canvas.clientWidth + 1 ? 0 : -1;
      }).catch((error) => {
        figure.dataset.drawn = "no"; // the table tells the same: open it
        const beside = figure.querySelector("details");
        if (beside) beside.open = true;
        console.error(error);
      });
    };
    new ResizeObserver(() => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(again, last ? 150 : 0);
    }).observe(canvas);
    again();
  }

  function all() {
    document.querySelectorAll("figure[data-picture]").forEach(start);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("scroll", hide, { passive: true, capture: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
