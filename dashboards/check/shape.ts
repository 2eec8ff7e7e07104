// What Grafana's own types demand of our dashboards. Only imported for its types.
import type * as schema from '@grafana/schema';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';

/** A type as it looks in JSON: the value of an enum stands for the enum. */
export type InJson<T> = T extends string
  ? `${T}`
  : T extends (infer Item)[]
    ? InJson<Item>[]
    : T extends object
      ? { [Key in keyof T]: InJson<T[Key]> }
      : T;

/** What Grafana's InfluxDB data source reads of a query; @grafana/schema has no type for it. */
interface InfluxQuery extends schema.DataQuery {
  rawQuery: true;
  query: string;
  resultFormat?: 'time_series' | 'table';
  alias?: string;
}

interface Annotation extends InfluxQuery {
  fromAnnotations: true;
  textColumn: string;
  tagsColumn: string;
  titleColumn: string;
  timeEndColumn: string;
  name: string;
}

interface PanelOf<Type extends string, Options, Custom>
  extends Omit<schema.Panel<Record<string, unknown>, Record<string, unknown>>, 'type' | 'options' | 'fieldConfig' | 'targets'> {
  type: Type;
  options: Partial<Options>;
  targets: InfluxQuery[];
  fieldConfig: {
    defaults: Omit<schema.FieldConfig, 'custom'> & { custom?: Partial<Custom> };
    overrides: schema.FieldConfigSource['overrides'];
  };
}

export type TimeSeries = InJson<PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>>;
export type Stat = InJson<PanelOf<'stat', stat.Options, never>>;
export type Table = InJson<PanelOf<'table', table.Options, table.FieldConfig>>;
export type Row = InJson<schema.RowPanel>;
export type Dashboard = InJson<
  Omit<schema.Dashboard, 'panels' | 'annotations'> & { annotations: { list: schema.AnnotationQuery<Annotation>[] } }
>;
