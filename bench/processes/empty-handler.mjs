// The limit: the service itself, with the handler of POST /events left empty. It reads and parses what comes, and answers
// the same list again and again. `empty-handler.mjs <folder> <answers>`: that many facts in each answer. Sends { url }.
import { built } from '../service-build.mjs';

process.once('disconnect', () => process.exit(1));
const [folder, answers] = process.argv.slice(2);
const { CloudEventsController } = await built('src/ingestion/cloud-events.controller.js');
const fact = {
  eventId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  stream: 'answer-lcamp.wave-12.r-0f8fad5b-d9cb-469f-a165-70867728950e',
  position: '100000',
  revision: '0',
  repeat: false,
};
const facts = Array.from({ length: Number(answers) }, () => fact);
const { record } = CloudEventsController.prototype;
const empty = () => facts;
// The route stands in the method's metadata.
for (const key of Reflect.getMetadataKeys(record)) Reflect.defineMetadata(key, Reflect.getMetadata(key, record), empty);
CloudEventsController.prototype.record = empty;

const { openService } = await built('src/service.js');
const { readConfiguration } = await built('src/platform/configuration.js');
const configuration = readConfiguration({}, { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' });
const { app } = await openService({ configuration, firstStart: 'nothing' });
await app.listen(0, '127.0.0.1');
process.send({ url: await app.getUrl() });
