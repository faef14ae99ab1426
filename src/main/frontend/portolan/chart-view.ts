import { LitElement, type PropertyValues, css, html, nothing } from 'lit';
import type { EChartsType } from 'echarts/core';
import { onSchemeChange, palette, resolve } from './colors';

interface Data {
  categories: string[];
  colors: (string | null)[];
  series: { name: string; color: string | null; values: (number | null)[] }[];
}

class ChartView extends LitElement {
  static override properties = {
    type: { type: String },
    label: { type: String },
    data: { attribute: false },
  };

  static override styles = css`
    :host {
      display: block;
      position: relative;
      min-height: 15rem;
      min-width: 0;
    }
    :host([hidden]) {
      display: none;
    }
    .chart {
      position: absolute;
      inset: 0;
    }
    .empty {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      color: var(--pt-muted);
    }
    .table:not(:focus-within) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .table:focus-within {
      position: absolute;
      inset: 0;
      overflow: auto;
      z-index: 1;
      background: var(--pt-raised);
    }
    table {
      border-collapse: collapse;
      width: 100%;
    }
    th,
    td {
      text-align: start;
      padding: 0.25rem 0.5rem;
      border-bottom: 1px solid var(--pt-border);
      font-weight: 400;
    }
    button {
      all: unset;
      cursor: pointer;
      text-decoration: underline;
    }
    button:focus-visible {
      outline: 2px solid var(--pt-focus);
    }
  `;

  declare type: 'pie' | 'bar' | 'line';
  declare label: string;
  declare data: Data;
  private chart?: EChartsType;
  private stop?: () => void;
  private observer?: ResizeObserver;

  constructor() {
    super();
    this.type = 'bar';
    this.label = '';
    this.data = { categories: [], colors: [], series: [] };
  }

  override connectedCallback() {
    super.connectedCallback();
    this.stop = onSchemeChange(() => window.setTimeout(() => this.draw(), 50));
    this.observer = new ResizeObserver(() => this.chart?.resize());
    this.observer.observe(this);
    if (this.hasUpdated) {
      this.draw();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    this.observer?.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  private get empty() {
    return !this.data.series.some((series) => series.values.some((value) => value !== null && value !== 0));
  }

  override render() {
    const { categories, series } = this.data;
    return html`
      <div class="chart" aria-hidden="true"></div>
      ${this.empty ? html`<div class="empty">${this.getAttribute('text-empty')}</div>` : nothing}
      <div class="table">
        <table>
          <caption>
            ${this.label}
          </caption>
          <tr>
            <th scope="col">${this.getAttribute('text-category')}</th>
            ${series.map((row) => html`<th scope="col">${row.name}</th>`)}
          </tr>
          ${categories.map(
            (category, index) => html`<tr>
              <th scope="row"><button type="button" @click=${() => this.choose(category)}>${category}</button></th>
              ${series.map((row) => html`<td>${row.values[index] ?? ''}</td>`)}
            </tr>`,
          )}
        </table>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('data') || changed.has('type')) {
      this.draw();
    }
  }

  private async draw() {
    const { echarts } = await import('./chart-setup');
    const host = this.renderRoot.querySelector<HTMLElement>('.chart');
    if (!host || !this.isConnected) {
      return;
    }
    if (!this.chart) {
      this.chart = echarts.init(host, undefined, { renderer: 'svg' });
      this.chart.on('click', (event) => this.choose(String(event.name)));
    }
    this.chart.setOption(this.empty ? {} : this.option(), true);
    this.chart.resize();
  }

  private color(name: string | null | undefined, index: number) {
    return resolve(this, `--pt-${name ?? palette[index % palette.length]}`);
  }

  private option() {
    const { categories, colors, series } = this.data;
    const text = resolve(this, '--pt-text');
    const muted = resolve(this, '--pt-muted');
    const border = resolve(this, '--pt-border');
    const raised = resolve(this, '--pt-raised');
    const font = getComputedStyle(this).fontFamily;
    const base = {
      animationDuration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 500,
      textStyle: { fontFamily: font, color: text },
      tooltip: {
        trigger: this.type === 'pie' ? 'item' : 'axis',
        confine: true,
        backgroundColor: raised,
        borderColor: border,
        textStyle: { color: text, fontFamily: font },
      },
    };
    if (this.type === 'pie') {
      const total = series[0]?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0) ?? 0;
      return {
        ...base,
        legend: {
          type: 'scroll',
          bottom: 0,
          icon: 'circle',
          itemWidth: 10,
          textStyle: { color: text, fontFamily: font },
          pageTextStyle: { color: muted },
        },
        series: [
          {
            type: 'pie',
            name: this.label,
            radius: ['52%', '78%'],
            center: ['50%', '44%'],
            itemStyle: { borderColor: raised, borderWidth: 3, borderRadius: 6 },
            label: {
              show: true,
              position: 'center',
              formatter: () => `{big|${total}}`,
              rich: { big: { fontSize: 26, fontWeight: 650, color: text, fontFamily: font } },
            },
            emphasis: { scaleSize: 5 },
            data: categories.map((name, index) => ({
              name,
              value: series[0]?.values[index] ?? 0,
              itemStyle: { color: this.color(colors[index], index) },
            })),
          },
        ],
      };
    }
    const several = series.length > 1;
    return {
      ...base,
      grid: { left: 8, right: 16, top: several ? 36 : 16, bottom: 8, containLabel: true },
      legend: several ? { top: 0, icon: 'circle', itemWidth: 10, textStyle: { color: text, fontFamily: font } } : undefined,
      xAxis: {
        type: 'category',
        data: categories,
        axisLine: { lineStyle: { color: border } },
        axisTick: { show: false },
        axisLabel: {
          color: muted,
          interval: categories.length <= 10 ? 0 : 'auto',
          hideOverlap: categories.length > 10,
          overflow: 'break',
          lineHeight: 14,
          width: Math.max(48, (this.clientWidth - 60) / Math.max(1, Math.min(10, categories.length)) - 6),
        },
        boundaryGap: this.type === 'bar',
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: muted },
        splitLine: { lineStyle: { color: border } },
      },
      series: series.map((row, number) => ({
        type: this.type,
        name: row.name,
        barMaxWidth: 44,
        smooth: 0.25,
        symbolSize: 7,
        lineStyle: { width: 2.5 },
        areaStyle: this.type === 'line' && !several ? { opacity: 0.12 } : undefined,
        itemStyle: {
          color: this.color(row.color, number),
          borderRadius: this.type === 'bar' ? [6, 6, 0, 0] : 0,
        },
        data: row.values.map((value, index) =>
          this.type === 'bar' && !several && colors[index]
            ? { value, itemStyle: { color: this.color(colors[index], index) } }
            : value,
        ),
      })),
    };
  }

  private choose(category: string) {
    this.dispatchEvent(new CustomEvent('portolan-category', { detail: { category } }));
  }
}

customElements.define('portolan-chart', ChartView);
