'use strict';
// From the report's document to Plotly's traces and layouts. Curves are sums and counts of bins, see Curve.java.

// Okabe and Ito's colours, told apart by colour-blind people too; the two light ones darker, so that all have a contrast of
// 3:1 on light and on dark (WCAG 1.4.11). Then dashed.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#3498db', '#c28500', '#8f6fd1', '#b0413e'];
const DASHES = ['solid', 'dash', 'dot', 'dashdot'];
const PUBLISHED_COLOUR = '#888888';

const look = index => ({ color: COLOURS[index % COLOURS.length],
  dash: DASHES[Math.floor(index / COLOURS.length) % DASHES.length] });

/** Of a published agent, the first of which is the one that verdicts are held against. */
const publishedLook = index => ({ color: index === 0 ? PUBLISHED_COLOUR : look(index + 2).color, dash: 'dot' });

/** A line of that look beside a name: with a border of CSS, which has no dashes and dots in turn. */
const BORDERS = { solid: 'solid', dash: 'dashed', dot: 'dotted', dashdot: 'double' };
const border = ({ color, dash }) => `3px ${BORDERS[dash]} ${color}`;

const faded = (colour, alpha) => {
  const part = at => parseInt(colour.slice(at, at + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${alpha})`;
};

// Plotly reads labels as HTML: names must not be.
const plain = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const digits = value => {
  const size = Math.abs(value);
  return size !== 0 && size < 0.1 ? value.toExponential(2) : value.toFixed(size < 10 ? 3 : 1);
};

/**
 * At each bin the mean of all values in it and the bins before it, `window` in all; null where there are none, or, of what
 * is told only now and then (`sparse`), none in this bin.
 */
function trailing(curve, window, sparse) {
  const means = [];
  for (let bin = 0; bin < curve.sums.length; bin++) {
    let sum = 0;
    let count = 0;
    for (let i = Math.max(0, bin - window + 1); i <= bin; i++) {
      sum += curve.sums[i];
      count += curve.counts[i];
    }
    means.push(count === 0 || (sparse && curve.counts[bin] === 0) ? null : sum / count);
  }
  return means;
}

/** Mean, least and most over curves, as far as the shortest of them reaches, at every bin where all have a value. */
function band(curves) {
  const shortest = Math.min(...curves.map(curve => curve.length));
  const points = [];
  for (let bin = 0; bin < shortest; bin++) {
    const values = curves.map(curve => curve[bin]);
    if (!values.includes(null)) {
      points.push({ bin, least: Math.min(...values), most: Math.max(...values),
        mean: values.reduce((sum, value) => sum + value, 0) / values.length });
    }
  }
  return points;
}

const filled = (x, low, high, colour) => [
  { x, y: low, mode: 'lines', line: { width: 0 }, hoverinfo: 'skip', showlegend: false },
  { x, y: high, mode: 'lines', line: { width: 0 }, fill: 'tonexty', fillcolor: faded(colour, 0.18), hoverinfo: 'skip',
    showlegend: false },
];

/** One quantity over frames: a line for each series, with a band from its worst to its best seed. */
function curveTraces(group, shown, quantity, window) {
  const traces = [];
  for (const series of shown) {
    // A run without any value, in which no game has ended yet, say, is left out.
    const curves = series.runs.map(run => trailing(run[quantity], window, quantity !== 'score'))
      .filter(curve => curve.some(value => value !== null));
    if (curves.length === 0) continue;
    const points = band(curves);
    const x = points.map(point => (point.bin + 1) * group.binFrames / 1e6);
    const style = look(series.index);
    const seeds = curves.length;
    if (seeds > 1) {
      traces.push(...filled(x, points.map(point => point.least), points.map(point => point.most), style.color));
    }
    traces.push({
      x, y: points.map(point => point.mean), name: plain(series.label), meta: series.label, mode: points.length > 1 ? 'lines' : 'markers',
      line: { color: style.color, dash: style.dash, width: 2 }, marker: { color: style.color },
      text: points.map(point => digits(point.mean)
        + (seeds > 1 ? ` (${digits(point.least)} to ${digits(point.most)}, ${seeds} runs)` : '')),
      hovertemplate: '%{fullData.name}<br>%{text} at %{x:.3f} million frames<extra></extra>',
    });
  }
  return traces;
}

/** The published agents: their mean, and a band from the worst to the best seed. */
function publishedTraces(agents) {
  return agents.flatMap(agent => {
    const { color, dash } = publishedLook(agent.index);
    return [...filled(agent.million, agent.min, agent.max, color), {
      x: agent.million, y: agent.mean, name: `published ${agent.label}`, mode: 'lines+markers',
      line: { color, width: 1.5, dash }, marker: { size: 5, color },
      text: agent.mean.map((mean, i) => `${digits(mean)} (${digits(agent.min[i])} to ${digits(agent.max[i])})`),
      hovertemplate: 'published ' + agent.label + '<br>%{text} at %{x} million frames<extra></extra>',
    }];
  });
}

/** Evaluations during training, with the 95 % interval of a mean of so many games. */
function evaluationTraces(shown) {
  return shown.flatMap(series => series.runs.filter(run => run.evaluations.length > 0).map(run => ({
    x: run.evaluations.map(row => row.million), y: run.evaluations.map(row => row.mean), name: plain(run.name),
    error_y: { type: 'data', array: run.evaluations.map(row => row.half ?? 0), thickness: 1 },
    mode: 'lines+markers', line: { ...look(series.index), width: 1 },
    text: run.evaluations.map(row => row.half === null
      ? `${digits(row.mean)} in one game` : `${digits(row.mean)} ± ${digits(row.half)} over ${row.games} games`),
    hovertemplate: '%{fullData.name}<br>%{text}<br>at %{x:.3f} million frames<extra></extra>',
  })));
}

/** Sets of scores: of each series the last games of training, of one alone also the first; results of `dqn eval`. */
function samples(group, shown) {
  const first = shown.length === 1 ? [shown[0].first] : [];
  return [...first, ...shown.map(series => series.last), ...group.evaluations]
    .filter(sample => sample.games.length > 0)
    .map(sample => ({ label: sample.label, colour: sample.colour === null ? PUBLISHED_COLOUR : look(sample.colour).color,
      scores: sample.games.flat(), games: sample.games.flatMap(list => list.map((score, i) => i + 1)) }));
}

/** A histogram of few sets; of more, which would hide each other, violins. */
function distributionTraces(sets) {
  if (sets.length > 3) {
    return sets.map(set => ({ type: 'violin', x: set.scores, name: plain(set.label), orientation: 'h', points: false,
      box: { visible: true }, meanline: { visible: true }, spanmode: 'hard', line: { color: set.colour, width: 1 },
      hoveron: 'violins', hoverinfo: 'x+name', width: 0.9 }));
  }
  return sets.map(set => ({ type: 'histogram', x: set.scores, name: plain(set.label), histnorm: 'percent', opacity: 0.6,
    bingroup: 'scores', marker: { color: set.colour },
    hovertemplate: '%{fullData.name}<br>%{y:.0f} % of games score %{x}<extra></extra>' }));
}

/** With a legend below, unless it would be longer than the chart. */
const samplesLayout = (sets, x, y) => ({ ...layout(x, y), showlegend: sets.length <= 6,
  legend: { orientation: 'h', y: -0.2, yanchor: 'top', font: { size: 11 } } });

/** Of violins names at the axis would take all the width. */
const distributionLayout = sets => {
  const shape = samplesLayout(sets, 'score', sets.length > 3 ? '' : '% of games');
  return sets.length > 3 ? { ...shape, yaxis: { ...shape.yaxis, showticklabels: false } } : shape;
};

/** Scores from elsewhere, by name, as lines across the axis of scores. */
function referenceLines(references, axis) {
  const across = axis === 'x' ? { yref: 'paper', y0: 0, y1: 1 } : { xref: 'paper', x0: 0, x1: 1 };
  const edge = axis === 'x' ? { yref: 'paper', y: 1, xanchor: 'center' } : { xref: 'paper', x: 1, xanchor: 'right' };
  const entries = Object.entries(references);
  return {
    shapes: entries.map(([, score]) => ({ type: 'line', ...across, [axis + '0']: score, [axis + '1']: score,
      line: { color: PUBLISHED_COLOUR, width: 1.5, dash: 'dash' } })),
    annotations: entries.map(([name, score]) => ({ ...edge, [axis]: score, yanchor: 'bottom', showarrow: false,
      text: plain(`${name} ${score}`), font: { size: 11 } })),
  };
}

function scatterTraces(sets) {
  return sets.map(set => ({ x: set.games, y: set.scores, name: plain(set.label),
    mode: 'markers', marker: { color: set.colour, size: 6, opacity: 0.75 },
    hovertemplate: '%{fullData.name}<br>game %{x}: %{y}<extra></extra>' }));
}

/**
 * An axis for each hyper-parameter that differs, a line for each run, coloured by score; where runs are of several lengths,
 * as those of a sweep that stops the worse ones early, an axis for that too.
 */
function parallelTrace(parameters, rows) {
  const axis = (key, at) => {
    const texts = rows.map(row => row.values[at]);
    if (texts.every(text => text !== '' && isFinite(text))) {
      const values = [...new Set(texts)];
      return { label: plain(key), values: texts.map(Number),
        ...(values.length <= 8 ? { tickvals: values.map(Number), ticktext: values } : { tickformat: '.4~g' }) };
    }
    const kinds = [...new Set(texts)].sort();
    return { label: plain(key), values: texts.map(text => kinds.indexOf(text)), tickvals: kinds.map((kind, i) => i),
      ticktext: kinds.map(kind => plain(kind.length > 26 ? kind.slice(0, 25) + '…' : kind)) };
  };
  const scores = rows.map(row => row.score);
  const millions = rows.map(row => row.million);
  // A game is played to its end, so that runs of one length differ by a little.
  const length = Math.max(...millions) > 1.05 * Math.min(...millions) ? [{ label: 'million frames', values: millions }] : [];
  return { type: 'parcoords', labelangle: -12, labelside: 'bottom',
    line: { color: scores, colorscale: 'Portland', showscale: true },
    dimensions: [...parameters.keys.map(axis), ...length, { label: 'score', values: scores }] };
}

/** A bar for each parameter of a sweep, the first on top, and a mark where that of one without any effect would end. */
function importanceTraces(sweeps) {
  const rows = sweeps.flatMap(({ sweep, parameters }) => parameters.map(one => ({ ...one,
    label: plain(sweeps.length > 1 ? `${one.key} (${sweep})` : one.key) }))).reverse();
  const trace = quantity => ({ x: rows.map(row => 100 * row[quantity]), y: rows.map(row => row.label) });
  return [
    { ...trace('share'), type: 'bar', orientation: 'h', marker: { color: COLOURS[0] },
      hovertemplate: '%{y}<br>%{x:.0f} % of the differences<extra></extra>' },
    { ...trace('byChance'), mode: 'markers', marker: { symbol: 'line-ns-open', size: 18, color: COLOURS[1], line: { width: 3 } },
      hovertemplate: '%{y}<br>%{x:.0f} % by chance<extra></extra>' },
  ];
}

/** What an axis has of itself, with data or without. */
const fixed = range => ({ range, autorange: true, autorangeoptions: { minallowed: range[0], maxallowed: range[1] } });

/**
 * What all charts have in common, in the page's colours. What is asked of `range` is what Plotly finds by itself, so that a
 * double click comes back to it, and that a zoom outlasts news by which it grows.
 */
function layout(x, y, range) {
  const css = getComputedStyle(document.documentElement);
  const colour = name => css.getPropertyValue('--' + name).trim();
  const axis = title => ({ title: { text: title, font: { size: 12 } }, gridcolor: colour('grid'),
    zerolinecolor: colour('line'), automargin: true });
  return {
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { color: colour('text'), size: 12 },
    margin: { l: 8, r: 12, t: 30, b: 8 },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: colour('faint'), activecolor: colour('accent') }, hovermode: 'closest', barmode: 'overlay', showlegend: false,
    hoverlabel: { bgcolor: colour('panel'), bordercolor: colour('line'), font: { color: colour('text') }, align: 'left',
      namelength: -1 },
    xaxis: { ...axis(x), ...(range ? fixed(range) : {}) }, yaxis: axis(y),
  };
}

/** How a chart behaves, and the name of its picture. */
const plotOptions = filename => ({ responsive: true, displaylogo: false,
  modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'], toImageButtonOptions: { filename, scale: 2 } });
