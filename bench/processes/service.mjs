// The service on a store, in a process of its own, without the check of the whole log that `serve` runs beside it:
// `service.mjs <folder> [firstStart]`. Sends { url }.
import { built } from '../service-build.mjs';

process.once('disconnect', () => process.exit(1));
const [folder, firstStart = 'nothing'] = process.argv.slice(2);
const { openService } = await built('src/service.js');
const { readConfiguration } = await built('src/platform/configuration.js');
const configuration = readConfiguration({}, { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' });
const { app } = await openService({ configuration, firstStart });
await app.listen(0, '127.0.0.1');
process.send({ url: await app.getUrl() });
