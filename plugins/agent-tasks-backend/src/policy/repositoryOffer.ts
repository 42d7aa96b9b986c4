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

import { rulesForUser } from './decide';
import { matchesRepository } from './matchRepository';
import type { Policy, PolicyRule } from './types';

/** What a form may offer for a repository; any model, any custom agent, where a list is absent. */
export interface RepositoryOffer {
  models?: string[];
  customAgents?: string[];
}

/**
 * What a user may choose for a repository; `undefined` where nothing is allowed.
 * Everything that `decide` allows is offered. Where several rules restrict
 * models and custom agents differently, two lists cannot say which belong
 * together: each entry is allowed with some partner, and `decide` has the last word.
 */
export function repositoryOffer(
  policy: Pick<Policy, 'rules'>,
  repository: string,
  ownershipEntityRefs: string[],
): RepositoryOffer | undefined {
  const matching = policy.rules.filter(rule =>
    matchesRepository(rule, repository),
  );
  const rules = rulesForUser(matching, ownershipEntityRefs);
  if (rules.length === 0 || matching.some(rule => rule.deny)) return undefined;
  const models = union(rules, 'models');
  const customAgents = union(rules, 'customAgents');
  return { ...(models && { models }), ...(customAgents && { customAgents }) };
}

function union(
  rules: PolicyRule[],
  key: 'models' | 'customAgents',
): string[] | undefined {
  if (rules.some(rule => rule[key] === undefined)) return undefined;
  return [...new Set(rules.flatMap(rule => rule[key]!))];
}
