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

/**
 * The one way out for answers of the API: ETag and 304, and the faults that
 * happen after the work is done ("created, but the answer was lost").
 */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { contextOf } from './requestContext';

/** The page that a gateway in front of GitHub shows instead of JSON. */
export const BAD_GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';

/** Answers with JSON. */
export function replyJson(
  request: Request,
  response: Response,
  status: number,
  body: unknown,
  options: { etag?: boolean } = {},
): void {
  reply(request, response, {
    status,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(body),
    ...options,
  });
}

/** Answers with text of any media type. */
export function reply(
  request: Request,
  response: Response,
  options: {
    status: number;
    type: string;
    body: string | Buffer;
    etag?: boolean;
  },
): void {
  const { status, type, etag = true } = options;
  const context = contextOf(request);
  const body =
    typeof options.body === 'string'
      ? skewed(options.body, context.clockSkew)
      : options.body;
  if (context.clockSkew !== undefined) skewDate(response, context.clockSkew);
  response.vary(
    'Accept, Authorization, Cookie, Accept-Encoding, X-Requested-With',
  );

  if (context.hiddenBySaml && status === 200) {
    response.set(
      'X-GitHub-SSO',
      `partial-results; organizations=${[...context.hiddenBySaml].join(',')}`,
    );
  }
  if (context.lateFault === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (context.lateFault === 'bad-gateway') {
    response.status(502).type('html').end(BAD_GATEWAY_PAGE);
    return;
  }
  if (etag && request.method === 'GET' && status === 200) {
    const tag = entityTag(body, context.token?.value);
    response.set({
      ETag: tag,
      'Cache-Control': 'private, max-age=60, s-maxage=60',
    });
    if (matches(request.get('if-none-match'), tag)) {
      // Behaviour 57: an empty 304 does not count against the primary limit.
      context.refund?.();
      response.status(304).end();
      return;
    }
  }
  response.status(status).set('Content-Type', type);
  if (context.lateFault === 'truncate') {
    const bytes = Buffer.from(body);
    response.set('Content-Length', String(bytes.length));
    response.write(bytes.subarray(0, bytes.length >> 1), () =>
      request.socket.destroy(),
    );
    return;
  }
  response.end(body);
}

const TIMESTAMP = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z"/g;

/** What a server whose clock is wrong would have written. */
function skewed(body: string, skew: number | undefined): string {
  return skew === undefined
    ? body
    : body.replace(TIMESTAMP, (_, time) => {
        const moved = new Date(Date.parse(`${time}Z`) + skew).toISOString();
        return `"${moved.slice(0, 19)}Z"`;
      });
}

function skewDate(response: Response, skew: number): void {
  const date = Date.parse(String(response.get('Date')));
  response.set('Date', new Date(date + skew).toUTCString());
}

/** Differs from token to token, as GitHub's does (`Vary: Authorization`). */
function entityTag(body: string | Buffer, token: string | undefined): string {
  const digest = createHash('sha256')
    .update(token ?? '')
    .update('\0')
    .update(body)
    .digest('hex');
  return `W/"${digest}"`;
}

function matches(header: string | undefined, tag: string): boolean {
  const opaque = (value: string) => value.trim().replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some(value => value.trim() === '*' || opaque(value) === opaque(tag));
}
