// A test double of an EventStoreDB 23.10 node (or a KurrentDB from 25.1 on): it speaks the client's own protocol, built on
// the client's generated stubs, and behaves as such a node was seen to, also where it fails.
import * as grpc from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featureMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import service from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import errors2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import service2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import messages2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { ANY, type AppendOutcome, ClusterLog, type LoggedEvent, type ProposedEvent } from './cluster-log.js';

type ReadCall = grpc.ServerWritableStream<messages.ReadReq, messages.ReadResp>;
type BatchCall = grpc.ServerDuplexStream<messages.BatchAppendReq, messages.BatchAppendResp>;

/** The default limit of one append, in bytes. */
const LARGEST_APPEND = 1024 * 1024;
/** Events that a live subscriber may be behind, before it is dropped. */
const LIVE_BUFFER = 32;
const EVENTS_OF_CHECKPOINT = 32;
const NOWHERE = (2n ** 64n - 1n).toString();
const TICKS_OF_MILLISECOND = 10_000;

interface Subscriber {
  readonly call: ReadCall;
  readonly filter: (event: LoggedEvent) => boolean;
  readonly interval: number;
  live: boolean;
  looked: number;
}

/** What becomes of an append: it is answered, not even looked at, or stored without a word. */
export type AppendFault = 'none' | 'lost' | 'unanswered';

export class ClusterDouble {
  readonly log: ClusterLog;
  /** Faults that can be turned on. */
  silent = false;
  /** Reading on from a place of the log takes for ever; its end is answered. */
  slowFromPlaces = false;
  /** A read that has to look through more than so many events of others takes for ever. */
  mostPassedOver = Number.POSITIVE_INFINITY;
  notReady = false;
  appendFault: AppendFault = 'none';
  /** How long an append to several streams at once takes to be answered. */
  answersAfterMs = 0;
  /** Where the leader is, for a node that isn't. */
  leader: { host: string; port: number } | undefined;
  /** Appends that came in, repetitions included. */
  appends = 0;
  subscriptions = 0;
  private server: grpc.Server | undefined;
  private readonly subscribers = new Set<Subscriber>();
  port = 0;

  /** `atomic`: a server from 25.1 on, which appends to several streams at once. */
  constructor(private readonly options: { readonly atomic?: boolean; readonly log?: ClusterLog } = {}) {
    this.log = options.log ?? new ClusterLog();
  }

  /** The client pauses for an interval before its very first read, by itself for half a second. */
  get address(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=false&discoveryInterval=100`;
  }

  /** Starts it; after a stop again on the same port, with what it stored. */
  async start(): Promise<void> {
    const server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(service.StreamsService, {
      read: (call: ReadCall) => void this.read(call),
      append: unimplemented,
      batchAppend: (call: BatchCall) => this.batchAppend(call),
      delete: (
        call: grpc.ServerUnaryCall<messages.DeleteReq, messages.DeleteResp>,
        done: grpc.sendUnaryData<messages.DeleteResp>,
      ) => {
        const name = call.request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array();
        this.softDelete(Buffer.from(name).toString());
        done(null, new messages.DeleteResp().setNoPosition(new shared.Empty()));
      },
      tombstone: unimplemented,
    });
    server.addService(features.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, done: grpc.sendUnaryData<featureMessages.SupportedMethods>) => {
        if (!this.silent) done(null, this.supportedMethods());
      },
    });
    if (this.options.atomic)
      server.addService(service2.StreamsServiceService, {
        appendSession: this.appendSession,
        appendRecords: unimplemented,
      });
    this.server = server;
    this.port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.port}`, grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
  }

  /** As `kill -9` would: what was acknowledged is kept, connections are cut. */
  stop(): void {
    this.subscribers.clear();
    this.server?.forceShutdown();
    this.server = undefined;
  }

  /** Ends every subscription without an error. */
  endSubscriptions(): void {
    for (const { call } of this.subscribers) call.end();
    this.subscribers.clear();
  }

  /** Subscriptions go on without telling anything: what a leader that was replaced may leave behind. */
  forgetSubscriptions(): void {
    this.subscribers.clear();
  }

  /** Appends as another program would, with any content. */
  put(
    stream: string,
    event: { readonly type: string; readonly data: string; readonly metadata?: object; readonly contentType?: string },
  ): void {
    const { type, data, metadata = {}, contentType = 'application/json' } = event;
    const proposed = { id: crypto.randomUUID(), type, contentType };
    const bytes = { data: Buffer.from(data), metadata: Buffer.from(JSON.stringify(metadata)) };
    this.published(this.log.append(stream, [{ ...proposed, ...bytes }], ANY));
  }

  softDelete(stream: string): void {
    this.log.softDelete(stream);
    this.publish(this.log.events.slice(-1));
  }

  tombstone(stream: string): void {
    this.publish([this.log.tombstone(stream)]);
  }

  private supportedMethods(): featureMessages.SupportedMethods {
    const method = (serviceName: string, name: string): featureMessages.SupportedMethod =>
      new featureMessages.SupportedMethod().setServiceName(serviceName).setMethodName(name);
    const streams = ['read', 'append', 'batchappend', 'delete', 'tombstone'];
    const methods = streams.map((name) => method('event_store.client.streams.streams', name));
    if (this.options.atomic) methods.push(method('kurrentdb.protocol.v2.streams.streamsservice', 'appendsession'));
    const version = this.options.atomic ? '25.1.0' : '23.10.8';
    return new featureMessages.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(version);
  }

  private batchAppend(call: BatchCall): void {
    const parts = new Map<
      string,
      { options: messages.BatchAppendReq.Options; events: ProposedEvent[]; bytes: number }
    >();
    call.on('data', (request: messages.BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options) parts.set(correlation, { options, events: [], bytes: 0 });
      const part = parts.get(correlation);
      if (!part) return;
      for (const message of request.getProposedMessagesList()) {
        part.bytes += message.serializeBinary().length;
        part.events.push(proposedEvent(message));
      }
      if (!request.getIsFinal()) return;
      parts.delete(correlation);
      this.appends++;
      if (this.silent || this.appendFault === 'lost') return;
      const { options: asked, events, bytes } = part;
      const answer = new messages.BatchAppendResp().setCorrelationId(new shared.UUID().setString(correlation));
      answer.setStreamIdentifier(asked.getStreamIdentifier());
      const refusal = this.refusalOf(events, bytes);
      if (refusal) call.write(answer.setError(refusal));
      else {
        const outcome = this.log.append(nameOf(asked.getStreamIdentifier()), events, expectedOf(asked));
        if (this.appendFault === 'none') call.write(answered(answer, outcome, asked));
        this.published(outcome);
      }
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  }

  private refusalOf(events: readonly ProposedEvent[], bytes: number): status.Status | undefined {
    if (this.notReady) return errorOf('Server Is Not Ready', 'event_store.client.Unavailable', new shared.Empty());
    if (events.some(({ id, type }) => !/^[0-9a-f-]{36}$/i.test(id) || type === ''))
      return errorOf('BadRequest', 'event_store.client.BadRequest', new shared.BadRequest());
    if (bytes <= LARGEST_APPEND) return undefined;
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(LARGEST_APPEND);
    return errorOf('Maximum Append Size Exceeded', 'event_store.client.MaximumAppendSizeExceeded', details);
  }

  private readonly appendSession = (
    call: grpc.ServerReadableStream<messages2.AppendRequest, messages2.AppendSessionResponse>,
    done: grpc.sendUnaryData<messages2.AppendSessionResponse>,
  ): void => {
    const requests: { stream: string; events: ProposedEvent[]; expected: bigint }[] = [];
    call.on('data', (request: messages2.AppendRequest) => {
      const events = request.getRecordsList().map(recordOf);
      requests.push({ stream: request.getStream(), events, expected: BigInt(request.getExpectedRevision() ?? ANY) });
    });
    call.on('end', () => {
      this.appends++;
      if (this.silent || this.appendFault === 'lost') return;
      const results = this.log.appendAll(requests);
      const refused = results.find(({ outcome }) => outcome.kind !== 'success');
      if (refused) {
        const expected = requests.find(({ stream }) => stream === refused.stream)?.expected ?? ANY;
        done(revisionConflict(refused.stream, expected, refused.outcome));
        return;
      }
      const response = new messages2.AppendSessionResponse();
      for (const { stream, outcome } of results) {
        if (outcome.kind !== 'success') continue;
        const output = new messages2.AppendResponse().setStream(stream).setStreamRevision(String(outcome.revision));
        response.addOutput(output.setPosition(String(outcome.position)));
        response.setPosition(String(outcome.position));
      }
      if (this.appendFault === 'none') setTimeout(() => done(null, response), this.answersAfterMs);
      for (const { outcome } of results) this.published(outcome);
    });
    call.on('error', () => undefined);
  };

  private published(outcome: AppendOutcome): void {
    if (outcome.kind === 'success') this.publish(outcome.appended);
  }

  /** Tells live subscribers. One that is too far behind is dropped, as one append of many events does. */
  private publish(events: readonly LoggedEvent[]): void {
    for (const subscriber of this.subscribers) {
      if (!subscriber.live) continue;
      const wanted = events.filter(subscriber.filter);
      if (wanted.length > LIVE_BUFFER) {
        this.subscribers.delete(subscriber);
        const message = 'Consumer too slow to handle event while live. Client resubscription required.';
        fail(subscriber.call, grpc.status.ABORTED, message);
        continue;
      }
      for (const event of events) this.look(subscriber, event);
    }
  }

  private look(subscriber: Subscriber, event: LoggedEvent): void {
    if (subscriber.filter(event)) subscriber.call.write(eventResponse(event));
    if (++subscriber.looked % (EVENTS_OF_CHECKPOINT * subscriber.interval) !== 0) return;
    const checkpoint = new messages.ReadResp.Checkpoint().setCommitPosition(String(event.commit));
    subscriber.call.write(new messages.ReadResp().setCheckpoint(checkpoint.setPreparePosition('0')));
  }

  private async read(call: ReadCall): Promise<void> {
    call.on('error', () => undefined);
    if (this.silent) return;
    if (this.notReady) return fail(call, grpc.status.UNAVAILABLE, 'Server Is Not Ready');
    if (this.leader) return fail(call, grpc.status.NOT_FOUND, 'Leader info available', notLeader(this.leader));
    const options = call.request.getOptions() as messages.ReadReq.Options;
    if (options.hasStream()) return this.readStream(call, options);
    return this.readAll(call, options);
  }

  private readStream(call: ReadCall, options: messages.ReadReq.Options): void {
    const asked = options.getStream() as messages.ReadReq.Options.StreamOptions;
    const name = nameOf(asked.getStreamIdentifier());
    const found = this.log.read(name);
    if (found === 'deleted')
      return fail(call, grpc.status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, streamDeleted(name));
    if (found === 'not-found') {
      const missing = new messages.ReadResp.StreamNotFound().setStreamIdentifier(asked.getStreamIdentifier());
      call.write(new messages.ReadResp().setStreamNotFound(missing));
      call.end();
      return;
    }
    const backwards = options.getReadDirection() === messages.ReadReq.Options.ReadDirection.BACKWARDS;
    const from = asked.hasRevision() ? BigInt(asked.getRevision()) : backwards ? 2n ** 63n : 0n;
    const events = backwards
      ? found.filter(({ revision }) => revision <= from).reverse()
      : found.filter(({ revision }) => revision >= from);
    for (const event of events.slice(0, Number(options.getCount()))) call.write(eventResponse(event, 'of-stream'));
    call.end();
  }

  private async readAll(call: ReadCall, options: messages.ReadReq.Options): Promise<void> {
    const asked = options.getAll() as messages.ReadReq.Options.AllOptions;
    const position = asked.getPosition();
    const from = position
      ? { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) }
      : undefined;
    if (from && from.commit > 0n && !this.log.isBoundary(from.commit))
      return fail(call, grpc.status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition. The position is not valid.');
    const filter = filterOf(options);
    if (options.hasSubscription()) return this.subscribe(call, from, filter, options);
    const { events } = this.log;
    const backwards = options.getReadDirection() === messages.ReadReq.Options.ReadDirection.BACKWARDS;
    if (this.slowFromPlaces && from && !backwards) return;
    const passes = (event: LoggedEvent): boolean =>
      filter(event) && (!from || (backwards ? compare(event, from) < 0 : compare(event, from) >= 0));
    const step = backwards ? -1 : 1;
    const last = from ? this.log.indexAt(from.commit + 1n) : events.length;
    let at = backwards ? last - 1 : from ? this.log.indexAt(from.commit) : 0;
    let passedOver = 0;
    for (let left = Number(options.getCount()); left > 0 && events[at]; at += step) {
      if (passedOver > this.mostPassedOver) return;
      if (!passes(events[at] as LoggedEvent)) {
        passedOver++;
        continue;
      }
      left--;
      call.write(eventResponse(events[at] as LoggedEvent));
    }
    call.end();
  }

  private async subscribe(
    call: ReadCall,
    from: { commit: bigint; prepare: bigint } | undefined,
    filter: (event: LoggedEvent) => boolean,
    options: messages.ReadReq.Options,
  ): Promise<void> {
    this.subscriptions++;
    const interval = options.getFilter()?.getCheckpointintervalmultiplier() ?? 1;
    // Nothing comes from before where it was to begin, also where the log ends before that.
    const passes = (event: LoggedEvent): boolean => (!from || compare(event, from) > 0) && filter(event);
    const subscriber: Subscriber = { call, filter: passes, interval, live: false, looked: 0 };
    this.subscribers.add(subscriber);
    call.on('cancelled', () => this.subscribers.delete(subscriber));
    const id = crypto.randomUUID();
    const confirmation = new messages.ReadResp.SubscriptionConfirmation().setSubscriptionId(id);
    call.write(new messages.ReadResp().setConfirmation(confirmation));
    const asked = options.getAll() as messages.ReadReq.Options.AllOptions;
    let next = asked.hasEnd() ? this.log.events.length : from ? this.log.indexAt(from.commit) : 0;
    for (; next < this.log.events.length; next++) {
      if (!this.subscribers.has(subscriber)) return;
      const event = this.log.events[next] as LoggedEvent;
      this.look(subscriber, event);
      if (call.writableNeedDrain) await new Promise((resolve) => call.once('drain', resolve));
    }
    subscriber.live = true;
    call.write(new messages.ReadResp().setCaughtUp(new messages.ReadResp.CaughtUp()));
  }
}

const compare = (event: LoggedEvent, to: { commit: bigint; prepare: bigint }): number => {
  const difference = event.commit - to.commit || event.prepare - to.prepare;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

function unimplemented(_call: unknown, done: grpc.sendUnaryData<never>): void {
  done({ code: grpc.status.UNIMPLEMENTED, details: 'not a part of the double' });
}

function fail(call: ReadCall, code: grpc.status, details: string, metadata = new grpc.Metadata()): void {
  call.emit('error', { code, details, metadata });
}

function notLeader({ host, port }: { host: string; port: number }): grpc.Metadata {
  const metadata = new grpc.Metadata();
  metadata.set('exception', 'not-leader');
  metadata.set('leader-endpoint-host', host);
  metadata.set('leader-endpoint-port', String(port));
  return metadata;
}

function streamDeleted(stream: string): grpc.Metadata {
  const metadata = new grpc.Metadata();
  metadata.set('exception', 'stream-deleted');
  metadata.set('stream-name', stream);
  return metadata;
}

const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

function expectedOf(options: messages.BatchAppendReq.Options): bigint {
  if (options.hasNoStream()) return -1n;
  if (options.hasStreamExists()) return -4n;
  return options.hasStreamPosition() ? BigInt(options.getStreamPosition()) : ANY;
}

function proposedEvent(message: messages.BatchAppendReq.ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** As the server keeps a record of the second protocol: its properties become the metadata. */
function recordOf(record: messages2.AppendRecord): ProposedEvent {
  const properties = Object.fromEntries(
    [...record.getPropertiesMap().entries()].map(([key, value]) => [key, value.getStringValue()]),
  );
  const metadata = { ...properties, '$schema.format': 'Json', '$schema.name': record.getSchema()?.getName() };
  return {
    id: record.getRecordId() ?? '',
    type: record.getSchema()?.getName() ?? '',
    contentType: 'application/json',
    data: record.getData_asU8(),
    metadata: Buffer.from(JSON.stringify(metadata)),
  };
}

function answered(
  answer: messages.BatchAppendResp,
  outcome: AppendOutcome,
  asked: messages.BatchAppendReq.Options,
): messages.BatchAppendResp {
  if (outcome.kind === 'success') {
    const place = String(outcome.position);
    const position = new shared.AllStreamPosition().setCommitPosition(place).setPreparePosition(place);
    const success = new messages.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision));
    return answer.setSuccess(success.setPosition(position));
  }
  if (outcome.kind === 'deleted') {
    const deleted = new shared.StreamDeleted().setStreamIdentifier(asked.getStreamIdentifier());
    return answer.setError(errorOf('StreamDeleted', 'event_store.client.StreamDeleted', deleted));
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.actual < 0n) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.actual));
  if (asked.hasNoStream()) wrong.setExpectedNoStream(new empty.Empty());
  else if (asked.hasStreamPosition()) wrong.setExpectedStreamPosition(asked.getStreamPosition());
  else wrong.setExpectedAny(new empty.Empty());
  return answer.setError(errorOf('', 'event_store.client.WrongExpectedVersion', wrong));
}

function errorOf(message: string, type: string, details: { serializeBinary: () => Uint8Array }): status.Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), type);
  return new status.Status()
    .setCode(grpc.status.UNKNOWN as number)
    .setMessage(message)
    .setDetails(packed);
}

function revisionConflict(
  stream: string,
  expected: bigint,
  outcome: AppendOutcome,
): Partial<grpc.StatusObject> & { code: grpc.status } {
  const actual = outcome.kind === 'wrong-version' ? outcome.actual : -1n;
  const details = new errors2.StreamRevisionConflictErrorDetails().setStream(stream);
  details.setExpectedRevision(String(expected)).setActualRevision(String(actual));
  const wrapped = new any.Any();
  wrapped.pack(details.serializeBinary(), 'kurrentdb.protocol.v2.streams.errors.StreamRevisionConflictErrorDetails');
  const packed = new status.Status().setCode(grpc.status.FAILED_PRECONDITION as number).setDetails(wrapped);
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(packed.serializeBinary()));
  return { code: grpc.status.FAILED_PRECONDITION, details: 'revision conflict', metadata };
}

function filterOf(options: messages.ReadReq.Options): (event: LoggedEvent) => boolean {
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList();
  return prefixes ? ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)) : () => true;
}

/** Reads of a stream tell no position of events that were appended to several streams at once. */
function eventResponse(event: LoggedEvent, read?: 'of-stream'): messages.ReadResp {
  const hidden = read === 'of-stream' && event.commit !== event.prepare;
  const commit = hidden ? NOWHERE : String(event.commit);
  const recorded = new messages.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(commit)
    .setPreparePosition(hidden ? NOWHERE : String(event.prepare))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', String(BigInt(event.created) * BigInt(TICKS_OF_MILLISECOND)));
  const resolved = new messages.ReadResp.ReadEvent().setEvent(recorded);
  if (hidden) resolved.setNoPosition(new shared.Empty());
  else resolved.setCommitPosition(commit);
  return new messages.ReadResp().setEvent(resolved);
}
