import type { Core, Position } from 'cytoscape';

const GHOST = 'ghost';

/** Draws a line from a node to wherever the pointer is dragged, while that is wanted. */
export class Pull {
  private from?: string;

  constructor(
    private readonly graph: Core,
    private readonly wanted: () => boolean,
    private readonly done: (source: string, target: string) => void,
  ) {
    graph.on('tapstart', 'node', (event) => this.begin(String(event.target.data('node'))));
    graph.on('tapdrag', (event) => this.move(event.position));
    graph.on('tapend', (event) => this.end(event.position));
  }

  /** Nodes stand still while relations are drawn. */
  arm() {
    this.graph.autoungrabify(this.wanted());
  }

  private begin(id: string) {
    if (this.wanted()) {
      this.from = id;
      this.graph.userPanningEnabled(false);
    }
  }

  private move(at: Position) {
    if (this.from === undefined) {
      return;
    }
    const ghost = this.graph.$id(GHOST);
    if (ghost.nonempty()) {
      ghost.nodes().positions(() => at);
      return;
    }
    this.graph.add([
      { group: 'nodes', data: { id: GHOST, width: 1, text: '' }, position: { ...at }, classes: GHOST },
      { group: 'edges', data: { source: 'n:' + this.from, target: GHOST, text: '' }, classes: GHOST },
    ]);
  }

  private end(at: Position) {
    const from = this.from;
    if (from === undefined) {
      return;
    }
    this.from = undefined;
    this.graph.$id(GHOST).remove();
    this.graph.userPanningEnabled(true);
    const target = this.nodeAt(at);
    if (target !== undefined && target !== from) {
      this.done(from, target);
    }
  }

  private nodeAt(at: Position): string | undefined {
    const hit = this.graph
      .nodes('[node]')
      .toArray()
      .find((node) => {
        const { x, y } = node.position();
        return Math.abs(at.x - x) <= node.width() / 2 && Math.abs(at.y - y) <= node.height() / 2;
      });
    return hit?.data('node');
  }
}
