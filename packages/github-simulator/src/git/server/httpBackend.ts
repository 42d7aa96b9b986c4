/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { spawnFailure, spawnGit } from './runGit';

/** A request as CGI wants it. */
export type BackendRequest = {
  /** The name or path of git. */
  program: string;
  /** The bare repository. */
  path: string;
  /** What is asked of it, e.g. `info/refs`. */
  service: string;
  /** Who asks; git refuses pushes of nobody. */
  login?: string;
};

/** Git's answer. `write` sends it to the client. */
export type BackendAnswer = { write(response: ServerResponse): Promise<void> };

/**
 * Lets `git http-backend` answer a request. Headers are read at once; the body
 * flows when `write` is called, unless `waitsForEnd`: then it is all there, and
 * git is through, before the promise is fulfilled.
 *
 * @throws GitMissingError without git
 */
export async function callHttpBackend(
  { program, path, service, login }: BackendRequest,
  request: IncomingMessage,
  options: { waitsForEnd: boolean },
): Promise<BackendAnswer> {
  const { search } = new URL(request.url ?? '', 'http://localhost');
  const header = (name: string) => String(request.headers[name] ?? '');
  const child = spawnGit(program, ['http-backend'], {
    GIT_PROJECT_ROOT: dirname(path),
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: header('git-protocol'),
    PATH_INFO: `/${basename(path)}/${service}`,
    REQUEST_METHOD: request.method ?? 'GET',
    QUERY_STRING: search.slice(1),
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    REMOTE_ADDR: '127.0.0.1',
    ...(request.headers['content-length'] && {
      CONTENT_LENGTH: header('content-length'),
    }),
    ...(login && { REMOTE_USER: login, GIT_COMMITTER_NAME: login }),
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw spawnFailure(program, error as Error);
  }
  // Whoever hangs up must not leave a process behind.
  request.once('close', () => {
    if (!request.complete) child.kill();
  });
  child.stdin.on('error', () => {});
  child.stderr.resume();
  request.pipe(child.stdin);

  const chunks = child.stdout[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  const rest: Buffer[] = [];
  if (options.waitsForEnd) {
    for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) {
      rest.push(chunk);
    }
  }
  return {
    async write(response) {
      response.once('close', () => child.kill());
      response.writeHead(head.status, head.headers);
      response.write(head.body);
      for (const chunk of rest) response.write(chunk);
      for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) {
        if (!response.write(chunk)) await once(response, 'drain');
      }
      response.end();
    },
  };
}

/** The lines before the first empty one, and what came along behind them. */
async function readHead(chunks: AsyncIterator<Buffer>) {
  let read = Buffer.alloc(0);
  for (;;) {
    const end = read.indexOf('\r\n\r\n');
    if (end >= 0) {
      const lines = read.toString('utf8', 0, end).split('\r\n');
      const fields = lines.map(line => line.split(/: */, 2));
      const status = fields.find(([name]) => /^status$/i.test(name))?.[1];
      return {
        status: Number.parseInt(status ?? '200', 10),
        headers: Object.fromEntries(
          fields.filter(([name]) => !/^status$/i.test(name)),
        ),
        body: read.subarray(end + 4),
      };
    }
    const { value, done } = await chunks.next();
    if (done) throw new Error('git http-backend ended without an answer');
    read = Buffer.concat([read, value]);
  }
}
