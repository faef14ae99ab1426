import { LitElement, html } from 'lit';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

const words: Record<string, { expired: string; now: string; left: string }> = {
  en: { expired: 'Expired', now: 'just now', left: '{0} left' },
  de: { expired: 'Abgelaufen', now: 'gerade eben', left: 'noch {0}' },
};

/** All elements on the page share one timer. */
const alive = new Set<PortolanTime>();
let timer: number | undefined;

function tick() {
  alive.forEach((element) => element.requestUpdate());
  timer = alive.size ? window.setTimeout(tick, hurry() ? 1000 : 20_000) : undefined;
}

function hurry(): boolean {
  return [...alive].some((element) => element.mode === 'countdown' && Math.abs(element.distance()) < HOUR);
}

function language(): string {
  return document.documentElement.lang || navigator.language || 'en';
}

function relative(distance: number): string {
  const size = Math.abs(distance);
  const unit = units.find(([, length]) => size >= length);
  if (!unit) {
    return (words[language().slice(0, 2)] ?? words.en).now;
  }
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(
    Math.trunc(distance / unit[1]),
    unit[0],
  );
}

function countdown(distance: number): string {
  const text = words[language().slice(0, 2)] ?? words.en;
  if (distance <= 0) {
    return text.expired;
  }
  const parts: [number, string][] = [
    [Math.floor(distance / DAY), 'd'],
    [Math.floor((distance % DAY) / HOUR), 'h'],
    [Math.floor((distance % HOUR) / MINUTE), 'min'],
    [Math.floor((distance % MINUTE) / 1000), 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = parts
    .slice(Math.max(0, first), Math.max(0, first) + 2)
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, unit]) => `${count} ${unit}`);
  return text.left.replace('{0}', shown.join(' '));
}

export class PortolanTime extends LitElement {
  static override properties = {
    datetime: { type: String },
    mode: { type: String, reflect: true },
  };

  declare datetime: string;
  declare mode: 'relative' | 'countdown' | 'exact';

  constructor() {
    super();
    this.datetime = '';
    this.mode = 'relative';
  }

  override connectedCallback() {
    super.connectedCallback();
    alive.add(this);
    timer ??= window.setTimeout(tick, 1000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    alive.delete(this);
  }

  distance(): number {
    return new Date(this.datetime).getTime() - Date.now();
  }

  override render() {
    const moment = new Date(this.datetime);
    if (Number.isNaN(moment.getTime())) {
      return html`<slot></slot>`;
    }
    const exact = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
    const distance = this.distance();
    if (this.mode === 'countdown') {
      this.toggleAttribute('expired', distance <= 0);
      this.toggleAttribute('soon', distance > 0 && distance < DAY);
    }
    const shown =
      this.mode === 'exact' ? exact : this.mode === 'countdown' ? countdown(distance) : relative(distance);
    return html`<time datetime=${this.datetime} title=${exact}>${shown}</time>`;
  }
}

customElements.define('portolan-time', PortolanTime);
