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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { describeGlobProblem } from 'backstage-plugin-agent-tasks-common';
import type { Policy, PolicyLimits, PolicyRule } from '../policy/types';
import { configError, refuseUnknownKeys } from './configError';

const POLICY = 'agentTasks.policy';
const RULES = `${POLICY}.repositories`;
const LIMITS = `${POLICY}.limits`;

/** Reads `agentTasks.policy`. Without it there is no rule, so nothing is allowed. */
export function readPolicy(config: Config): Policy {
  const policy = config.getOptionalConfig(POLICY);
  if (policy) refuseUnknownKeys(policy, POLICY, ['repositories', 'limits']);
  const rules = (config.getOptionalConfigArray(RULES) ?? []).map(
    (entry, index) => readRule(entry, `${RULES}[${index}]`),
  );
  refuseContradictions(rules);
  return { rules, limits: readLimits(config) };
}

function readRule(config: Config, key: string): PolicyRule {
  refuseUnknownKeys(config, key, [
    'match',
    'deny',
    'models',
    'customAgents',
    'allow',
  ]);
  const match = config.getString('match');
  const problem = describeGlobProblem(match);
  if (problem) throw configError(`${key}.match`, `is '${match}': ${problem}`);

  const rule: PolicyRule = { match };
  if (config.getOptionalBoolean('deny')) rule.deny = true;
  for (const name of ['models', 'customAgents', 'allow'] as const) {
    const list = config.getOptionalStringArray(name);
    if (!list) continue;
    if (rule.deny) {
      throw configError(
        `${key}.${name}`,
        'cannot stand beside deny: true, which refuses everybody and everything. Remove one of the two.',
      );
    }
    if (list.length === 0) {
      throw configError(
        `${key}.${name}`,
        'is an empty list, which would allow nothing. Name at least one, or remove the key to allow any.',
      );
    }
    rule[name] =
      name === 'allow'
        ? list.map((ref, index) => readEntityRef(ref, `${key}.allow[${index}]`))
        : list.map(entry => entry.trim());
  }
  return rule;
}

function readEntityRef(ref: string, key: string): string {
  try {
    const parsed = parseEntityRef(ref.trim());
    if (/^(?:user|group)$/i.test(parsed.kind)) {
      return stringifyEntityRef(parsed);
    }
  } catch {
    // Falls through to the same advice.
  }
  throw configError(
    key,
    `is '${ref}': give the entity ref of a user or group, for example group:default/platform.`,
  );
}

/** Rules that can never take effect are a misunderstanding; better said than kept. */
function refuseContradictions(rules: PolicyRule[]): void {
  rules.forEach((rule, index) => {
    const sameMatch = (other: PolicyRule) =>
      other !== rule && other.match.toLowerCase() === rule.match.toLowerCase();
    const twin = rules.findIndex(
      (other, otherIndex) =>
        otherIndex < index && sameMatch(other) && sameEffect(other, rule),
    );
    if (twin >= 0) {
      throw configError(
        `${RULES}[${index}]`,
        `repeats ${RULES}[${twin}]. Remove one of the two.`,
      );
    }
    const denial = rules.findIndex(other => sameMatch(other) && other.deny);
    if (!rule.deny && denial >= 0) {
      throw configError(
        `${RULES}[${index}]`,
        `allows '${rule.match}', which ${RULES}[${denial}] denies; deny wins, so it has no effect. Remove one of the two.`,
      );
    }
  });
}

function sameEffect(a: PolicyRule, b: PolicyRule): boolean {
  const effect = ({ deny = false, models, customAgents, allow }: PolicyRule) =>
    JSON.stringify([
      deny,
      ...[models, customAgents, allow].map(list => list && [...list].sort()),
    ]);
  return effect(a) === effect(b);
}

function readLimits(config: Config): PolicyLimits {
  const entries = config.getOptionalConfig(LIMITS);
  if (!entries) return {};
  const known = ['activeTasksPerUser', 'tasksPerUserPerDay'] as const;
  refuseUnknownKeys(entries, LIMITS, known);
  const limits: PolicyLimits = {};
  for (const name of known) {
    const value = entries.getOptionalNumber(name);
    if (value === undefined) continue;
    if (!Number.isSafeInteger(value) || value < 1) {
      throw configError(
        `${LIMITS}.${name}`,
        `is ${value}: give a whole number of tasks, at least 1, or remove it for no limit. To allow no tasks at all, remove the rules.`,
      );
    }
    limits[name] = value;
  }
  return limits;
}
