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

import fc, { type Arbitrary } from 'fast-check';
import type { createOpenApiDocument } from '../../../http/openapi';
import { bodies, type FuzzBody } from './bodies';
import { callsOf, type Call } from './calls';
import { fromSchema, nastyText } from './fromSchema';
import { headers } from './headers';
import { STRAY_PATHS } from './strayPaths';

/** One request; `@…` in it stands for what is known when it is sent. */
export interface FuzzRequest {
  caller: number;
  method: string;
  /** Below the plugin, encoded, with its query. */
  path: string;
  /** How the caller's GitHub token is sent. */
  token: 'own' | 'foreign' | 'none' | 'dead' | 'installation' | 'malformed';
  headers: Record<string, string>;
  body?: FuzzBody;
}

type Document = ReturnType<typeof createOpenApiDocument>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

const RIGHT_PARAMETERS: Record<string, string[]> = {
  owner: ['acme', 'ACME', 'nobody'],
  repo: ['services', 'billing', 'payroll', 'payments-ledger'],
  task_id: ['@github-task:1', '@github-task:2', '@github-task:5'],
  id: ['@task:1', '@task:4', '@task:9', '@rule:1', '@rule:3'],
};

/** Percent-encoded; lone surrogates, which no URL has, become U+FFFD. */
const encoded = (text: string) =>
  encodeURIComponent(Buffer.from(text.slice(0, 3_000)).toString());

const nastySegment = nastyText.map(encoded);

/** Requests over every call of the document, and beside them. */
export function requests(
  document: Document,
  options: { callers: number },
): Arbitrary<FuzzRequest> {
  const calls = callsOf(document);
  const aimed = fc.oneof(
    ...calls.map(call => ({
      // What starts tasks has the most behind it.
      weight: call.method === 'POST' && call.path.endsWith('/tasks') ? 4 : 1,
      arbitrary: requestsOf(call, document),
    })),
  );
  const stray = fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      fc.constantFrom(...STRAY_PATHS),
      nastySegment.map(s => `/${s}`),
    ),
    body: fc.option(bodies(fc.jsonValue()), { nil: undefined }),
  });
  const target: Arbitrary<Pick<FuzzRequest, 'method' | 'path' | 'body'>> =
    fc.oneof({ weight: 9, arbitrary: aimed }, { weight: 1, arbitrary: stray });
  return fc
    .record({
      target,
      caller: fc.nat(options.callers - 1),
      token: fc.oneof(
        {
          weight: 10,
          arbitrary: fc.constant<FuzzRequest['token']>('own'),
        },
        {
          weight: 5,
          arbitrary: fc.constantFrom<FuzzRequest['token']>(
            'foreign',
            'none',
            'dead',
            'installation',
            'malformed',
          ),
        },
      ),
      headers,
    })
    .map(({ target: aim, ...rest }) => ({ ...aim, ...rest }));
}

function requestsOf(
  call: Call,
  document: Document,
): Arbitrary<Pick<FuzzRequest, 'method' | 'path' | 'body'>> {
  const names = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = fc.record(
    Object.fromEntries(
      names.map(name => [
        name,
        fc.oneof(
          {
            weight: 5,
            arbitrary: fc.constantFrom(
              ...(RIGHT_PARAMETERS[name] ?? RIGHT_PARAMETERS.id),
            ),
          },
          { weight: 1, arbitrary: nastySegment },
        ),
      ]),
    ),
  );
  const right = call.body ? fromSchema(call.body, document) : undefined;
  return fc.record({
    method: fc.oneof(
      { weight: 14, arbitrary: fc.constant(call.method) },
      { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
    ),
    path: fc
      .tuple(parameters, queries(call, document))
      .map(([values, query]) => {
        const path = call.path.replace(
          /\{(\w+)\}/g,
          (_all, name) => values[name],
        );
        return query ? `${path}?${query}` : path;
      }),
    body: right
      ? bodies(right)
      : fc.option(bodies(fc.jsonValue()), { nil: undefined, freq: 6 }),
  });
}

function queries(call: Call, document: Document): Arbitrary<string> {
  const right = fc.record(
    Object.fromEntries(
      call.query.map(({ name, schema }) => [
        name,
        fromSchema(schema, document, name).map(String),
      ]),
    ),
    { requiredKeys: [] },
  );
  const pair = (name: string, value: string) => `${name}=${encoded(value)}`;
  const known = call.query.map(({ name }) => name).concat('per_page', 'x');
  return fc
    .tuple(
      right,
      fc.array(
        fc.oneof(
          fc
            .tuple(fc.constantFrom(...known), nastyText)
            .map(([name, value]) => pair(name, value)),
          fc.constantFrom(
            '__proto__[x]=1',
            'constructor[prototype][x]=1',
            'limit[]=1&limit[]=2',
            'limit[__proto__]=1',
            'cursor=W10',
            'cursor=%00',
            'q=%ff%fe',
            '&&==',
            'a[b][c][d][e][f][g]=1',
          ),
        ),
        { maxLength: 2, size: 'xsmall' },
      ),
    )
    .map(([values, odd]) =>
      [
        ...Object.entries(values).map(([name, value]) => pair(name, value!)),
        ...odd,
      ].join('&'),
    );
}
