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

import type { TaskSource } from 'backstage-plugin-agent-tasks-common';
import { IN_FORCE, SOURCE, SUBJECT } from './conditions';
import { matchesRepository } from './globs';
import type { Policy, PolicyRule } from './types';

/** What a form may offer for a repository; anything where a list is absent. */
export interface RepositoryOffer {
  models?: string[];
  customAgents?: string[];
  /** Names and globs. */
  baseRefs?: string[];
}

const CHOICES = ['models', 'customAgents', 'baseRefs'] as const;

/** The doors that have forms: one list of repositories serves both. */
const SOURCES: TaskSource[] = ['portal', 'scaffolder'];

/**
 * Tells what a user may choose for a repository; `undefined` where nothing is
 * allowed. Everything that `decide` allows by a door with a form is offered.
 * Where several rules restrict the choices differently, lists cannot say which
 * belong together, nor what a denial takes away from a choice without a list:
 * `decide` has the last word.
 *
 * People may have thousands of repositories, so what does not depend on the
 * repository is asked of each rule once.
 */
export function repositoryOffer(
  policy: Pick<Policy, 'rules'>,
  ownershipEntityRefs: string[],
  now: Date,
): (repository: string) => RepositoryOffer | undefined {
  const rulesByDoor = SOURCES.map(source =>
    policy.rules
      .filter(entry =>
        [IN_FORCE, SUBJECT, SOURCE].every(condition =>
          condition.isMet(
            entry,
            { repository: '', ownershipEntityRefs, source },
            now.getTime(),
          ),
        ),
      )
      .map(({ rule }) => rule),
  );
  return repository => {
    const offers = rulesByDoor.flatMap(
      rules =>
        offerBy(
          rules.filter(({ match }) => matchesRepository(match, repository)),
        ) ?? [],
    );
    return offers.length > 0 ? union(offers) : undefined;
  };
}

function offerBy(rules: PolicyRule[]): RepositoryOffer | undefined {
  const denials = rules.filter(rule => rule.deny);
  const allowing = rules.filter(rule => !rule.deny);
  if (allowing.length === 0 || denials.some(rule => choicesOf(rule) === 0)) {
    return undefined;
  }
  const offer = union(allowing);
  for (const denial of denials) {
    if (choicesOf(denial) > 1) continue;
    for (const key of CHOICES) {
      const denied = denial[key];
      if (!denied || !offer[key]) continue;
      offer[key] = offer[key]!.filter(entry => !denied.includes(entry));
      if (offer[key]!.length === 0) return undefined;
    }
  }
  return offer;
}

/** How many choices the rule is about only in part. */
function choicesOf(rule: PolicyRule): number {
  return CHOICES.filter(key => rule[key] !== undefined).length;
}

function union(parts: RepositoryOffer[]): RepositoryOffer {
  return Object.fromEntries(
    CHOICES.flatMap(key => {
      const lists = parts.map(part => part[key]);
      return lists.includes(undefined)
        ? []
        : [[key, [...new Set(lists.flatMap(list => list!))]]];
    }),
  );
}
