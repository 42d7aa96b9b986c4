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
import { resolveSchema, type Schema } from './calls';

type Document = ReturnType<typeof createOpenApiDocument>;

/** Text that has broken parsers, databases, logs or pages before. */
export const nastyText = fc.oneof(
  fc.constantFrom(
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e\u2066',
    '__proto__',
    'constructor',
    'a\r\nX-Injected: 1',
    '"; DROP TABLE tasks; --',
    '<img src=x onerror=alert(1)>',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    '${jndi:ldap://x}',
    '../../../etc/passwd',
    '%00',
    '{{7*7}}',
    'NaN',
    '1e400',
    '-0',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1, max: 20_000 }).map(length => 'x'.repeat(length)),
);

/** What is right where a schema says only "text": by the name of its property. */
const EXAMPLES: Record<string, string[]> = {
  repository: [
    'acme/services',
    'acme/services',
    'acme/storefront',
    'acme/billing',
    'acme/payments-ledger',
    'acme/payroll',
    'acme/empty',
    'ACME/Services',
    'nobody/nothing',
  ],
  // Replaced by one that is known when it is sent, with the caller's own mark.
  prompt: ['@prompt'],
  baseRef: ['main', 'main', 'no-such-branch'],
  base_ref: ['main', 'main', 'refs/heads/main'],
  headRef: ['main', 'copilot/work'],
  head_ref: ['main', 'copilot/work'],
  entityRef: ['component:default/billing'],
  model: ['claude-sonnet-4.6', 'claude-sonnet-4.6', 'no-such-model'],
  customAgent: ['scaffolder'],
  custom_agent: ['scaffolder'],
  match: ['fuzz/*', 'fuzz/{a,b}-*', 'Fuzz/one', 'fuzz/[ab]?', '!(fuzz)/*'],
  reason: ['Because it is a fuzz'],
  user: ['user:default/ada-nwosu', 'user:default/nobody'],
  allow: ['group:default/platform', 'user:ada'],
  denyFor: ['group:default/platform'],
  from: ['2026-11-01', '2020-01-01', '9999-12-31'],
  to: ['2026-11-22', '2026-02-30'],
  ruleId: ['@rule:1', '@rule:2'],
  cursor: ['@cursor:1', '@cursor:2', '@cursor:3'],
  requestedBy: ['me', 'user:default/ada-nwosu'],
  state: ['queued', 'queued,completed', 'failed,'],
  code: ['@code:1', '@code:2'],
  // Learnt in the same order as codes.
};

/** Values that a schema describes, or nearly. */
export function fromSchema(
  schema: Schema,
  document: Document,
  name = '',
): Arbitrary<unknown> {
  const { type, properties, items, anyOf, ...rest } = resolveSchema(
    schema,
    document,
  );
  if (rest.const !== undefined) return fc.constant(rest.const);
  if (rest.enum) return fc.constantFrom(...rest.enum);
  if (anyOf) {
    return fc.oneof(...anyOf.map(each => fromSchema(each, document, name)));
  }
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties ?? {}).map(([key, each]) => [
            key,
            fromSchema(each, document, key),
          ]),
        ),
        { requiredKeys: (rest.required ?? []) as never[] },
      );
    case 'array':
      return fc.array(fromSchema(items ?? {}, document, name), {
        maxLength: 3,
      });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: rest.minimum ?? 1, max: 3 });
    default:
      return EXAMPLES[name] ? fc.constantFrom(...EXAMPLES[name]) : nastyText;
  }
}
