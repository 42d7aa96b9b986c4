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

import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  policyLimitsSchema,
  policyRuleSchema,
} from 'backstage-plugin-agent-tasks-common';
import type { z } from 'zod';
import { isSameMatch, isSameRule, isTotalDenial } from '../policy/compareRules';
import type {
  ConfiguredPolicy,
  PolicyLimits,
  PolicyRule,
} from '../policy/types';
import { configError, refuseUnknownKeys } from './configError';

const POLICY = 'agentTasks.policy';
const RULES = `${POLICY}.repositories`;
const LIMITS = `${POLICY}.limits`;

/**
 * Reads `agentTasks.policy`, in the vocabulary that the admin page has as well.
 * Without it there is no rule, so nothing is allowed.
 */
export function readPolicy(config: Config): ConfiguredPolicy {
  const policy = config.getOptionalConfig(POLICY);
  if (policy) refuseUnknownKeys(policy, POLICY, ['repositories', 'limits']);
  const rules = (config.getOptionalConfigArray(RULES) ?? []).map(
    (entry, index) => readRule(entry, `${RULES}[${index}]`),
  );
  refuseContradictions(rules);
  return {
    rules,
    limits: readLimits(config.getOptionalConfig(LIMITS), LIMITS),
  };
}

function readRule(config: Config, key: string): PolicyRule {
  refuseUnknownKeys(config, key, Object.keys(policyRuleSchema.shape));
  const limits = config.getOptionalConfig('limits');
  return parse(
    policyRuleSchema,
    {
      ...config.get<JsonObject>(),
      match: config.getString('match'),
      // Values of environment variables are texts.
      deny: config.getOptionalBoolean('deny'),
      limits: limits && readLimits(limits, `${key}.limits`),
    },
    key,
  );
}

function readLimits(config: Config | undefined, key: string): PolicyLimits {
  if (!config) return {};
  const known = Object.keys(policyLimitsSchema.shape);
  refuseUnknownKeys(config, key, known);
  const limits = known.flatMap(name => {
    const value = config.getOptionalNumber(name);
    return value === undefined ? [] : [[name, value]];
  });
  return parse(policyLimitsSchema, Object.fromEntries(limits), key);
}

/** The value by its schema; throws the first thing that is wrong, with its full key. */
function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  key: string,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const found = path.reduce<any>((part, name) => part?.[name], value);
  const isPlain = typeof found === 'string' || typeof found === 'number';
  throw configError(
    keyOf(key, path),
    `${isPlain ? `is '${found}'` : 'cannot be used'}: ${message}`,
  );
}

function keyOf(base: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    base,
  );
}

/** Rules that can never take effect are a misunderstanding; better said than kept. */
function refuseContradictions(rules: PolicyRule[]): void {
  rules.forEach((rule, index) => {
    const twin = rules.findIndex(
      (other, otherIndex) => otherIndex < index && isSameRule(other, rule),
    );
    if (twin >= 0) {
      throw configError(
        `${RULES}[${index}]`,
        `repeats ${RULES}[${twin}]. Remove one of the two.`,
      );
    }
    const denial = rules.findIndex(
      other => isTotalDenial(other) && isSameMatch(other, rule),
    );
    if (!rule.deny && denial >= 0) {
      throw configError(
        `${RULES}[${index}]`,
        `allows '${rule.match}', which ${RULES}[${denial}] denies; deny wins, so it has no effect. Remove one of the two.`,
      );
    }
  });
}
