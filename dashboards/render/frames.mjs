// InfluxDB's answers as Grafana's data frames, and the field configuration applied to them.
import {
  applyFieldOverrides,
  FieldConfigOptionsRegistry,
  FieldType,
  identityOverrideProcessor,
  toDataFrame,
} from '@grafana/data';

const STANDARD = ['unit', 'min', 'max', 'decimals', 'thresholds', 'color', 'links'];
const CUSTOM = [
  'drawStyle',
  'fillOpacity',
  'lineWidth',
  'lineStyle',
  'pointSize',
  'showPoints',
  'spanNulls',
  'stacking',
  'thresholdsStyle',
];
/** What Grafana's panel sets where the JSON is silent; without it a point that stands alone is not drawn. */
const POINT_SIZE = 5;

const property = (path, isCustom) => ({
  id: isCustom ? `custom.${path}` : path,
  path,
  isCustom,
  name: path,
  process: identityOverrideProcessor,
  shouldApply: () => true,
  settings: {},
});
const registry = new FieldConfigOptionsRegistry(() => [
  ...STANDARD.map((path) => property(path, false)),
  ...CUSTOM.map((path) => property(path, true)),
]);

/** Grafana's alias patterns; only those that the boards use. */
function named(alias, series, column) {
  return alias ? alias.replace(/\$tag_(\w+)/g, (_, tag) => series.tags?.[tag] ?? '') : column;
}

function timeSeries(target, answer) {
  return answer.map((series) =>
    toDataFrame({
      refId: target.refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: series.values.map((row) => row[0]) },
        ...series.columns.slice(1).map((column, i) => ({
          name: 'Value',
          type: FieldType.number,
          labels: series.tags,
          config: { displayNameFromDS: named(target.alias, series, column) },
          values: series.values.map((row) => row[i + 1]),
        })),
      ],
    })
  );
}

function table(target, answer) {
  if (answer.length === 0) {
    return [];
  }
  const tags = Object.keys(answer[0].tags ?? {});
  const columns = answer[0].columns.slice(1);
  const rows = answer.flatMap((series) => series.values.map((row) => [...tags.map((tag) => series.tags[tag]), ...row.slice(1)]));
  const names = [...tags, ...columns];
  return [
    toDataFrame({
      refId: target.refId,
      fields: names.map((name, i) => ({
        name,
        type: rows.some((row) => typeof row[i] === 'number') ? FieldType.number : FieldType.string,
        values: rows.map((row) => row[i]),
      })),
    }),
  ];
}

/** Grafana reads a first step without a value as the lowest of all; JSON has no infinity. */
function completed(fieldConfig) {
  const copy = structuredClone(fieldConfig);
  copy.defaults.thresholds?.steps.forEach((step) => (step.value ??= -Infinity));
  copy.defaults.custom = { pointSize: POINT_SIZE, ...copy.defaults.custom };
  return copy;
}

export function framesOf(panel, answers, theme) {
  const data = panel.targets.flatMap((target) => {
    const answer = answers[panel.id + target.refId] ?? [];
    return target.resultFormat === 'table' ? table(target, answer) : timeSeries(target, answer);
  });
  return applyFieldOverrides({
    data,
    fieldConfig: completed(panel.fieldConfig),
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
}
