import '@vaadin/icon/src/vaadin-icon.js';
import type { Core, StylesheetJson } from 'cytoscape';
import { LitElement, type PropertyValues, html, nothing } from 'lit';
import { onSchemeChange, palette, resolve } from './colors';
import { Pull } from './graph-relate';
import { graphStyles } from './graph-styles';
import { drawing } from './icons';
import { navigate } from './navigate';

interface Node {
  id: string;
  label: string;
  kind: string;
  icon: string | null;
  color: string | null;
  path: string | null;
  focus: boolean;
}

interface Edge {
  source: string;
  target: string;
  label: string;
}

const HEIGHT = 46;

class GraphView extends LitElement {
  static override properties = {
    label: { type: String },
    data: { attribute: false },
    asList: { state: true },
    hiddenKinds: { state: true },
    relatable: { type: Boolean },
    relating: { state: true },
    source: { state: true },
  };

  static override styles = graphStyles;

  declare label: string;
  declare data: { nodes: Node[]; edges: Edge[] };
  declare asList: boolean;
  declare hiddenKinds: Set<string>;
  declare relatable: boolean;
  declare relating: boolean;
  declare source: string;
  private graph?: Core;
  private pull?: Pull;
  private stop?: () => void;
  private observer?: ResizeObserver;
  private drawing = 0;

  constructor() {
    super();
    this.label = '';
    this.data = { nodes: [], edges: [] };
    this.asList = false;
    this.hiddenKinds = new Set();
    this.relatable = false;
    this.relating = false;
    this.source = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.stop = onSchemeChange(() => window.setTimeout(() => this.draw(), 50));
    this.observer = new ResizeObserver(() => {
      this.graph?.resize();
      this.fit();
    });
    this.observer.observe(this);
    if (this.hasUpdated) {
      this.draw();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    this.observer?.disconnect();
    this.graph?.destroy();
    this.graph = undefined;
    this.pull = undefined;
  }

  private text(name: string) {
    return this.getAttribute('text-' + name.toLowerCase()) ?? name;
  }

  private get kinds() {
    return [...new Set(this.data.nodes.map((node) => node.kind))].sort((one, other) => one.localeCompare(other));
  }

  private colorOf(node: Node) {
    return node.color ?? palette[this.kinds.indexOf(node.kind) % palette.length];
  }

  private get shown(): { nodes: Node[]; edges: Edge[] } {
    const nodes = this.data.nodes.filter((node) => node.focus || !this.hiddenKinds.has(node.kind));
    const ids = new Set(nodes.map((node) => node.id));
    return { nodes, edges: this.data.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)) };
  }

  override render() {
    return html`<div class="frame">
      <div class="bar" role="toolbar" aria-label=${this.label}>
        <div class="kinds" role="group" aria-label=${this.text('kinds')}>
          ${this.kinds.length > 1 ? this.kinds.map((kind) => this.kindChip(kind)) : nothing}
        </div>
        ${this.asList
          ? nothing
          : html`${this.relatable
                ? this.tool('route', 'relate', () => this.relate(!this.relating), this.relating)
                : nothing}
            ${this.tool('zoom-in', 'zoomIn', () => this.zoom(1.25))}
            ${this.tool('zoom-out', 'zoomOut', () => this.zoom(0.8))}
            ${this.tool('maximize', 'fit', () => this.fit())} ${this.tool('image', 'png', () => this.savePng())}
            ${this.tool('download', 'svg', () => this.saveSvg())}`}
        ${this.tool(this.asList ? 'network' : 'list', this.asList ? 'diagram' : 'list', () => (this.asList = !this.asList))}
      </div>
      ${this.relatable ? html`<div class="hint" role="status">${this.hint()}</div>` : nothing}
      <div
        class="canvas"
        ?hidden=${this.asList}
        tabindex="0"
        role="application"
        aria-label=${this.label}
        @keydown=${this.keys}
      ></div>
      ${this.asList ? this.list() : nothing}
      ${this.data.nodes.length === 0 ? html`<div class="empty">${this.text('empty')}</div>` : nothing}
    </div>`;
  }

  /** @param pressed of a tool that stays on: whether it is */
  private tool(icon: string, text: string, action: () => void, pressed?: boolean) {
    return html`<button
      type="button"
      class="tool"
      aria-label=${this.text(text)}
      title=${this.text(text)}
      aria-pressed=${pressed ?? nothing}
      @click=${action}
    >
      <vaadin-icon icon=${'pt:' + icon} aria-hidden="true"></vaadin-icon>
    </button>`;
  }

  private hint() {
    if (!this.relating || this.asList) {
      return nothing;
    }
    return this.source ? `${this.labelOf(this.source)} → ${this.text('relateTo')}` : this.text('relateFrom');
  }

  private labelOf(id: string) {
    return this.data.nodes.find((node) => node.id === id)?.label ?? id;
  }

  /** In this mode nodes are related instead of opened: by dragging, or by choosing one after the other. */
  private relate(on: boolean) {
    this.relating = on;
    this.begin('');
    this.pull?.arm();
  }

  private begin(source: string) {
    this.source = source;
    this.graph?.nodes().removeClass('from');
    if (source) {
      this.graph?.$id('n:' + source).addClass('from');
    }
  }

  private pick(id: string) {
    if (this.source) {
      this.related(this.source, id);
    } else {
      this.begin(id);
    }
  }

  /** An empty target is still to be chosen. */
  private related(source: string, target: string) {
    this.begin('');
    this.dispatchEvent(new CustomEvent('portolan-relate', { detail: { source, target } }));
  }

  private kindChip(kind: string) {
    const node = this.data.nodes.find((one) => one.kind === kind) as Node;
    const shown = !this.hiddenKinds.has(kind);
    return html`<button
      type="button"
      class="kind"
      aria-pressed=${shown ? 'true' : 'false'}
      style=${`--_c: var(--pt-${this.colorOf(node)})`}
      @click=${() => this.toggle(kind)}
    >
      ${kind}
    </button>`;
  }

  private toggle(kind: string) {
    const hidden = new Set(this.hiddenKinds);
    if (!hidden.delete(kind)) {
      hidden.add(kind);
    }
    this.hiddenKinds = hidden;
  }

  private list() {
    const { nodes, edges } = this.shown;
    const name = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
    return html`<ul class="list">
      ${nodes.map(
        (node) => html`<li>
          ${node.path
            ? html`<a href=${new URL(node.path, document.baseURI).href} @click=${(event: Event) => this.follow(event, node)}
                >${node.label}</a
              >`
            : html`<button type="button" @click=${() => this.choose(node.id)}>${node.label}</button>`}
          ${this.kinds.length > 1 ? html`<span class="muted">${node.kind}</span>` : nothing} ${this.relatable ? this.relateOther(node) : nothing}
          <ul>
            ${edges
              .filter((edge) => edge.source === node.id)
              .map((edge) => html`<li><span class="muted">${edge.label} →</span> ${name(edge.target)}</li>`)}
          </ul>
        </li>`,
      )}
    </ul>`;
  }

  private relateOther(node: Node) {
    const text = this.text('relateOther');
    return html`<button type="button" aria-label=${`${text} ${node.label}`} @click=${() => this.related(node.id, '')}>${text}</button>`;
  }

  private follow(event: Event, node: Node) {
    event.preventDefault();
    this.open(node.id);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('data') || changed.has('hiddenKinds')) {
      this.draw();
    } else if (changed.has('asList') && !this.asList) {
      this.graph?.resize();
      this.fit();
    } else if (changed.has('relating') || changed.has('source')) {
      // The hint above the drawing moves it.
      this.graph?.resize();
    }
  }

  private async draw() {
    const turn = ++this.drawing;
    const { nodes, edges } = this.shown;
    const container = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (!container || nodes.length === 0) {
      this.graph?.elements().remove();
      return;
    }
    const { cytoscape, layout } = await import('./graph-setup');
    const sized = nodes.map((node) => ({ ...node, width: this.width(node), height: HEIGHT }));
    const numbered = edges.map((edge, index) => ({ ...edge, id: 'e' + index }));
    const places = await layout(
      sized.map(({ id, width, height }) => ({ id, width, height })),
      numbered,
      this.clientWidth < 600,
    );
    if (turn !== this.drawing || !this.isConnected) {
      return;
    }
    const foreground = (node: Node) => resolve(this, `--pt-${this.colorOf(node)}-fg`);
    const elements = [
      ...sized.map((node) => ({
        data: {
          id: 'n:' + node.id,
          node: node.id,
          text: this.kinds.length > 1 ? `${node.label}\n${node.kind}` : node.label,
          width: node.width,
          ground: resolve(this, `--pt-${this.colorOf(node)}-bg`),
          line: resolve(this, `--pt-${this.colorOf(node)}`),
          ink: foreground(node),
          image: drawing(node.icon ?? 'box', foreground(node)),
          focus: node.focus ? 'yes' : 'no',
        },
        position: places.get(node.id),
      })),
      ...numbered.map((edge) => ({
        data: { id: edge.id, source: 'n:' + edge.source, target: 'n:' + edge.target, text: edge.label },
      })),
    ];
    this.graph?.destroy();
    this.graph = cytoscape({
      container,
      elements,
      style: this.look(),
      layout: { name: 'preset' },
      minZoom: 0.1,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    this.graph.on('tap', 'node', (event) => this.enter(event.target.data('node')));
    this.graph.on('dbltap', 'node', (event) => (this.relating ? undefined : this.choose(event.target.data('node'))));
    this.pull = new Pull(
      this.graph,
      () => this.relating,
      (source, target) => this.related(source, target),
    );
    this.pull.arm();
    this.begin(this.source);
    this.graph.on('mouseover', 'node', () => (container.style.cursor = 'pointer'));
    this.graph.on('mouseout', 'node', () => (container.style.cursor = ''));
    this.fit();
    this.setAttribute('drawn', String(nodes.length));
  }

  private width(node: Node) {
    return Math.min(240, Math.max(110, Math.max(node.label.length * 7.6, node.kind.length * 7) + 62));
  }

  private look(): StylesheetJson {
    const font = getComputedStyle(this).fontFamily;
    const muted = resolve(this, '--pt-muted');
    const ground = resolve(this, '--pt-raised');
    return [
      {
        selector: 'node',
        style: {
          shape: 'round-rectangle',
          'corner-radius': '12',
          width: 'data(width)',
          height: HEIGHT,
          label: 'data(text)',
          'text-wrap': 'wrap',
          'text-max-width': '170',
          'text-valign': 'center',
          'text-halign': 'center',
          'text-margin-x': 12,
          'line-height': 1.25,
          'font-family': font,
          'font-size': 12,
          color: 'data(ink)',
          'background-color': 'data(ground)',
          'background-image': 'data(image)',
          'background-width': '18px',
          'background-height': '18px',
          'background-position-x': '12px',
          'background-position-y': '50%',
          'border-width': 1.5,
          'border-color': 'data(line)',
        },
      },
      { selector: 'node[focus = "yes"]', style: { 'border-width': 3.5, 'font-weight': 'bold' } },
      { selector: 'node.at', style: { 'outline-width': 3, 'outline-color': resolve(this, '--pt-focus'), 'outline-offset': 3 } },
      { selector: 'node.from', style: { 'border-width': 3.5, 'border-style': 'dashed' } },
      {
        selector: 'edge',
        style: {
          width: 1.5,
          'line-color': muted,
          'line-opacity': 0.55,
          'target-arrow-color': muted,
          'target-arrow-shape': 'triangle',
          'arrow-scale': 0.9,
          'curve-style': 'bezier',
          label: 'data(text)',
          'font-family': font,
          'font-size': 10,
          color: muted,
          'text-background-color': ground,
          'text-background-opacity': 0.9,
          'text-background-padding': '2px',
        },
      },
      {
        // above the node, since nodes are wider than high
        selector: 'edge:loop',
        style: { 'loop-direction': '0deg', 'loop-sweep': '-60deg', 'control-point-step-size': 48 },
      },
      { selector: 'node.ghost', style: { height: 1, opacity: 0, events: 'no' } },
      { selector: 'edge.ghost', style: { 'line-style': 'dashed', 'line-opacity': 1, events: 'no' } },
    ] as StylesheetJson;
  }

  /** A click or Enter on a node. */
  private enter(id: string) {
    if (this.relating) {
      this.pick(id);
    } else {
      this.open(id);
    }
  }

  private open(id: string) {
    const node = this.data.nodes.find((one) => one.id === id);
    if (node?.path && !node.focus) {
      navigate(node.path);
    } else {
      this.choose(id);
    }
  }

  private choose(id: string) {
    this.dispatchEvent(new CustomEvent('portolan-node', { detail: { id } }));
  }

  private fit() {
    const graph = this.graph;
    if (graph) {
      graph.fit(undefined, 24);
      if (graph.zoom() > 1.1) {
        graph.zoom(1.1);
        graph.center();
      }
    }
  }

  private zoom(factor: number) {
    const graph = this.graph;
    graph?.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  }

  private savePng() {
    const picture = this.graph?.png({ full: true, scale: 2, bg: resolve(this, '--pt-raised') });
    if (picture) {
      this.save(picture, 'png');
    }
  }

  private async saveSvg() {
    if (this.graph) {
      const { svgOf } = await import('./graph-svg');
      const drawn = svgOf(this.graph, resolve(this, '--pt-raised'));
      const url = URL.createObjectURL(new Blob([drawn], { type: 'image/svg+xml' }));
      this.save(url, 'svg');
      window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
    }
  }

  private save(url: string, ending: string) {
    const link = document.createElement('a');
    link.href = url;
    link.download = `${(this.label || 'graph').replace(/[^\p{L}0-9]+/gu, '-').toLowerCase()}.${ending}`;
    link.click();
  }

  private keys(event: KeyboardEvent) {
    const graph = this.graph;
    if (!graph || graph.nodes().empty()) {
      return;
    }
    const all = graph.nodes().toArray();
    const at = all.findIndex((node) => node.hasClass('at'));
    let next = at;
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') {
      next = (at + 1) % all.length;
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') {
      next = (at - 1 + all.length) % all.length;
    } else if (event.key === 'Enter' && at >= 0) {
      this.enter(all[at].data('node'));
    } else if (event.key === '+' && at >= 0) {
      this.choose(all[at].data('node'));
    } else if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.metaKey && this.relatable && at >= 0) {
      this.related(all[at].data('node'), '');
    } else if (event.key === 'Escape' && this.relating) {
      this.relate(false);
    } else {
      return;
    }
    event.preventDefault();
    graph.nodes().removeClass('at');
    all[Math.max(0, next)]?.addClass('at');
  }
}

customElements.define('portolan-graph', GraphView);
