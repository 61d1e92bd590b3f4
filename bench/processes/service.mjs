// The service on a store, in a process of its own, without the check of the whole log that `serve` runs beside it:
// `service.mjs <folder>`. Sends { url }.
import { built } from '../service-build.mjs';

process.once('disconnect', () => process.exit(1));
const [folder] = process.argv.slice(2);
const { openService } = await built('src/service.js');
const configuration = { DATA_DIR: folder, PORT: 0, HOST: '127.0.0.1', STORE_URL: '' };
const { app } = await openService({ configuration, firstStart: 'nothing' });
await app.listen(0, '127.0.0.1');
process.send({ url: await app.getUrl() });
