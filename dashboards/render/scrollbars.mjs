// The package is CommonJS; what imports it expects its component where a bundler puts the whole module.
import * as whole from './node_modules/@grafana/ui/node_modules/react-custom-scrollbars-2/lib/index.js';

export default whole.Scrollbars;
