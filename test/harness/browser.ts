/**
 * A real Chromium without a window, spoken to over its debugging pipe, for pages that must be seen to be believed. One
 * comes with the development packages for Linux on x64; `CREDTRAIL_CHROMIUM` names another.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Browser {
  page(): Promise<BrowserPage>;
  close(): Promise<void>;
}

export interface BrowserPage {
  /** Any command of the DevTools protocol. */
  send(method: string, parameters?: object): Promise<Reply>;
  /** Loads the file and waits until it is complete. */
  open(path: string): Promise<void>;
  /** The value of an expression, which must be plain data. */
  evaluate(expression: string): Promise<unknown>;
  /** Names of the events of the protocol seen so far, with their parameters. */
  readonly events: readonly { readonly method: string; readonly params: Reply }[];
}

export type Reply = Readonly<Record<string, unknown>>;

/** Undefined where none is to be had on this machine. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env['CREDTRAIL_CHROMIUM'];
  if (named !== undefined) return named;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

const FLAGS = [
  '--headless=shell',
  '--no-sandbox',
  '--no-zygote',
  '--single-process',
  '--in-process-gpu',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--remote-debugging-pipe',
];

export function launch(path: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'credtrail-browser-'));
  const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const pipe = createPipe(child);
  return {
    page: () => openPage(pipe),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      void pipe.send('Browser.close').catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

interface Pipe {
  send(method: string, params?: object, sessionId?: string): Promise<Reply>;
  listen(listener: (method: string, params: Reply, sessionId: unknown) => void): void;
}

/** Messages are JSON texts that end in a zero byte. */
function createPipe(child: ChildProcess): Pipe {
  const [, , , toBrowser, fromBrowser] = child.stdio as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  const listeners: ((method: string, params: Reply, sessionId: unknown) => void)[] = [];
  let count = 0;
  let rest = '';
  fromBrowser.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message = JSON.parse(text);
      const asked = waiting.get(message.id);
      if (asked === undefined) {
        for (const listener of listeners) listener(message.method, message.params, message.sessionId);
        continue;
      }
      waiting.delete(message.id);
      if (message.error === undefined) asked.resolve(message.result);
      else asked.reject(new Error(message.error.message));
    }
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser ended'));
  });
  return {
    send(method, params = {}, sessionId) {
      const id = ++count;
      toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    listen: (listener) => void listeners.push(listener),
  };
}

async function openPage(pipe: Pipe): Promise<BrowserPage> {
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const events: { method: string; params: Reply }[] = [];
  let loaded = (): void => {};
  pipe.listen((method, params, from) => {
    if (from !== sessionId) return;
    events.push({ method, params });
    if (method === 'Page.loadEventFired') loaded();
  });
  const send = (method: string, parameters?: object): Promise<Reply> =>
    pipe.send(method, parameters, String(sessionId));
  for (const domain of ['Page', 'Log', 'Network', 'Runtime']) await send(`${domain}.enable`);
  return {
    send,
    events,
    async open(path) {
      const done = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      await send('Page.navigate', { url: `file://${path}` });
      await done;
    },
    async evaluate(expression) {
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true });
      return Object(result).value;
    },
  };
}
