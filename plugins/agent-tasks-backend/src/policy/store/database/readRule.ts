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

import {
  policyRuleSchema,
  type PolicyRule,
} from 'backstage-plugin-agent-tasks-common';
import { LRUCache } from 'lru-cache';
import { parseJson } from './parseJson';

/** More than there are rules, so that a decision parses only what has changed. */
const MAX_REMEMBERED = 2_000;

type ReadRule = { rule: PolicyRule; problem?: string };

// By the text itself, so that nothing outdated can be in it. Equal texts give
// the same object, by which compiled globs are remembered.
const readTexts = new LRUCache<string, ReadRule>({ max: MAX_REMEMBERED });

/**
 * A rule by its text in the database. One that cannot be read may be one that
 * denies, and what it allows is not known: so it denies all that its glob
 * matches, or everything where not even that can be read, and says why.
 */
export function readRule(id: string, text: string): ReadRule {
  const known = readTexts.get(text);
  const read = known ?? parseRule(text);
  if (!known) readTexts.set(text, read);
  if (read.problem === undefined) return read;
  return {
    rule: read.rule,
    problem: `Rule ${id} of the admin page cannot be read (${read.problem}). To be safe it denies '${read.rule.match}' until a platform admin saves it anew or deletes it, or until the version of the plugin that wrote it is back.`,
  };
}

function parseRule(text: string): ReadRule {
  const value = parseJson(text);
  const parsed = policyRuleSchema.safeParse(value);
  if (parsed.success) return { rule: parsed.data };
  const [{ path, message }] = parsed.error.issues;
  const match = policyRuleSchema.shape.match.safeParse(
    (value as { match?: unknown } | undefined | null)?.match,
  );
  return {
    rule: { match: match.success ? match.data : '*/*', deny: true },
    problem: [path.map(String).join('.'), message].filter(Boolean).join(': '),
  };
}
