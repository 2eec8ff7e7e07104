// Draws one dashboard with Grafana's own components, from the answers that QueriesIT kept.
import { createTheme, dateTime, getFieldDisplayValues, ThemeContext } from '@grafana/data';
import { BigValue, GlobalStyles, PanelChrome, Table, TimeSeries } from '@grafana/ui';
import React, { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { framesOf } from './frames.mjs';

const GAP = 8;
const UNIT = 30;
const theme = createTheme({ colors: { mode: 'dark' } });
const { dashboard, answers, marks, from, to } = window.kept;
const column = (window.innerWidth - GAP) / 24;
const timeRange = { from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } };

function Stats({ panel, data, width, height }) {
  const values = getFieldDisplayValues({
    data,
    fieldConfig: panel.fieldConfig,
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: (text) => text,
    sparkline: true,
    theme,
    timeZone: 'utc',
  });
  return (
    <div style={{ display: 'flex', gap: 4 }}>
      {values.map((value, i) => (
        <BigValue
          key={i}
          {...panel.options}
          value={value.display}
          sparkline={value.sparkline}
          width={(width - 4 * (values.length - 1)) / values.length}
          height={height}
          theme={theme}
        />
      ))}
    </div>
  );
}

/** One panel that fails is told, and takes no other with it. */
class Guarded extends React.Component {
  state = {};

  static getDerivedStateFromError(error) {
    return { error };
  }

  componentDidCatch(error) {
    console.error(`could not draw ${this.props.title}: ${error.stack}`);
  }

  render() {
    return this.state.error ? <div>{String(this.state.error)}</div> : this.props.children;
  }
}

/** What annotations look like: a dashed line across the chart. */
function Marks({ config }) {
  useLayoutEffect(() => {
    config.addHook('draw', (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.setLineDash([4, 4]);
      for (const { colour, series } of marks) {
        ctx.strokeStyle = theme.visualization.getColorByName(colour);
        for (const [time] of (series ?? []).flatMap(({ values }) => values)) {
          const x = Math.round(u.valToPos(time, 'x', true));
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
        }
      }
      ctx.restore();
    });
  }, [config]);
  return null;
}

function Chart({ panel, data, width, height }) {
  if (data.length === 0) {
    return <div>No data</div>;
  }
  switch (panel.type) {
    case 'stat':
      return <Stats panel={panel} data={data} width={width} height={height} />;
    case 'table':
      return <Table data={data[0]} width={width} height={height} columnMinWidth={70} timeRange={timeRange} />;
    default:
      return (
        <TimeSeries
          frames={data}
          width={width}
          height={height}
          timeRange={timeRange}
          timeZone="utc"
          legend={panel.options.legend}
        >
          {(config) => <Marks config={config} />}
        </TimeSeries>
      );
  }
}

function Place({ panel }) {
  const { x, y, w, h } = panel.gridPos;
  const style = { position: 'absolute', left: GAP + x * column, top: 44 + y * (UNIT + GAP) };
  if (panel.type === 'row') {
    return <h4 style={{ ...style, margin: 0, paddingTop: 8 }}>{panel.title.replace('$target', 'sandbox')}</h4>;
  }
  return (
    <div style={style}>
      <PanelChrome title={panel.title} width={w * column - GAP} height={h * (UNIT + GAP) - GAP}>
        {(width, height) => (
          <Guarded title={panel.title}>
            <Chart panel={panel} data={framesOf(panel, answers, theme)} width={width} height={height} />
          </Guarded>
        )}
      </PanelChrome>
    </div>
  );
}

createRoot(document.getElementById('dashboard')).render(
  <ThemeContext.Provider value={theme}>
    <GlobalStyles />
    <h3 style={{ position: 'absolute', left: GAP, top: 8 }}>{dashboard.title}</h3>
    {dashboard.panels.map((panel) => (
      <Place key={panel.id} panel={panel} />
    ))}
  </ThemeContext.Provider>
);
