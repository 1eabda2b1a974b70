// A list that has only the visible rows in the document, however many there are.

const OVERSCAN = 6;

/**
 * Rows of one height, some with an extra part below. `row(position)` gives
 * `{ key, version, make }`: a row is made anew only when its version changes.
 * `extra(position)` is the height of the part below, 0 for none.
 */
export class VirtualList {
  constructor(viewport, { rowHeight, row, extra = () => 0, onScroll = () => {} }) {
    this.viewport = viewport;
    this.rowHeight = rowHeight;
    this.row = row;
    this.extra = extra;
    this.count = 0;
    this.tall = [];
    this.shown = new Map();
    this.inner = document.createElement("div");
    this.inner.className = "inner";
    this.inner.setAttribute("role", "presentation");
    viewport.append(this.inner);
    viewport.addEventListener("scroll", () => { this.render(); onScroll(); }, { passive: true });
    new ResizeObserver(() => this.render()).observe(viewport);
  }

  /** There are so many rows now; `tall` are the positions of those with an extra part, ascending. */
  update(count, tall = []) {
    this.count = count;
    this.tall = tall;
    this.render();
  }

  /** Where a row begins, in pixels. */
  top(position) {
    let top = position * this.rowHeight();
    for (const each of this.tall) {
      if (each >= position) break;
      top += this.extra(each);
    }
    return top;
  }

  /** The row at a height. */
  at(pixels) {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.top(middle) <= pixels) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.viewport;
    return scrollTop + clientHeight >= scrollHeight - this.rowHeight();
  }

  toEnd() {
    this.viewport.scrollTop = this.viewport.scrollHeight;
    this.render();
  }

  /** Scroll as little as makes a row visible. */
  reveal(position) {
    const top = this.top(position);
    const bottom = this.top(position + 1);
    const { scrollTop, clientHeight } = this.viewport;
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.viewport.scrollTop = bottom - clientHeight;
    this.render();
  }

  /** Positions of the first row shown and of the one after the last. */
  range() {
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(0, this.at(scrollTop) - OVERSCAN);
    return [first, Math.min(this.count, this.at(scrollTop + clientHeight) + 1 + OVERSCAN)];
  }

  render() {
    this.inner.style.height = `${this.top(this.count)}px`;
    const [first, end] = this.range();
    const wanted = new Map();
    for (let position = first; position < end; position += 1) this.place(position, wanted);
    for (const [key, { node }] of this.shown) if (!wanted.has(key)) node.remove();
    this.shown = wanted;
  }

  place(position, wanted) {
    const { key, version, make } = this.row(position);
    let known = this.shown.get(key);
    if (!known || known.version !== version) {
      const node = make();
      if (known) known.node.replaceWith(node);
      else this.inner.append(node);
      known = { node, version };
      this.shown.set(key, known);
    }
    known.node.style.top = `${this.top(position)}px`;
    wanted.set(key, known);
  }
}
