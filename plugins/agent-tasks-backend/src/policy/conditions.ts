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

import { validityOf } from 'backstage-plugin-agent-tasks-common';
import { matchesBranch, matchesRepository } from './globs';
import { SOURCE_NAMES } from './sourceNames';
import type {
  DenialCode,
  PolicyRule,
  PolicyRuleEntry,
  PolicyRequest,
} from './types';

/** One thing that a rule may ask of a request. */
export interface Condition {
  /** With which a request is refused that fails nothing but this. */
  code: DenialCode;
  isMet(entry: PolicyRuleEntry, request: PolicyRequest, now: number): boolean;
  /** Why it is not met, to go on after "It does not apply: …". */
  miss(entry: PolicyRuleEntry, request: PolicyRequest, now: number): string;
  /** What is met, to go on after "It allows this: …"; `undefined` where the rule asks nothing. */
  hit(entry: PolicyRuleEntry, request: PolicyRequest): string | undefined;
}

/** Whether the glob of the rule matches the repository. */
export const MATCH: Condition = {
  code: 'repository_not_allowed',
  isMet: ({ rule }, { repository }) =>
    matchesRepository(rule.match, repository),
  miss: ({ rule }, { repository }) =>
    `${repository} does not match '${rule.match}'`,
  hit: ({ rule }, { repository }) => `${repository} matches '${rule.match}'`,
};

/** Whether the rule is switched on, and this is its time. */
export const IN_FORCE: Condition = {
  code: 'repository_not_allowed',
  isMet: ({ status, rule }, _, now) =>
    status !== 'disabled' && validityOf(rule, now) === 'valid',
  miss: ({ status, rule }, _, now) => {
    if (status === 'disabled') return 'it is switched off';
    return validityOf(rule, now) === 'expired'
      ? `it was in force until ${rule.validUntil}`
      : `it will be in force from ${rule.validFrom}`;
  },
  hit: () => undefined,
};

/** Whether the rule is about this user. */
export const SUBJECT: Condition = {
  code: 'repository_not_allowed',
  isMet: ({ rule }, request) => {
    const subjects = subjectsOf(rule);
    return !subjects || subjects.some(isOneOf(request));
  },
  miss: ({ rule }) => `it is only about ${subjectsOf(rule)?.join(', ')}`,
  hit: ({ rule }, request) => {
    const subjects = subjectsOf(rule);
    return (
      subjects && `it is about ${subjects.filter(isOneOf(request)).join(', ')}`
    );
  },
};

/** Whether the rule is about tasks that come by this door. */
export const SOURCE: Condition = {
  code: 'source_not_allowed',
  isMet: ({ rule }, { source }) =>
    rule.sources === undefined || rule.sources.includes(source),
  miss: ({ rule }) =>
    `it is only about tasks that come by ${rule.sources
      ?.map(source => SOURCE_NAMES[source])
      .join(', ')}`,
  hit: ({ rule }, { source }) =>
    rule.sources && `the task comes by ${SOURCE_NAMES[source]}`,
};

/** Whether the rule is about this model. */
export const MODEL = choice({
  code: 'model_not_allowed',
  noun: 'model',
  listOf: rule => rule.models,
  choiceOf: request => request.model,
  // Auto by its name is as much a choice as none.
  includes: (entry, chosen, isDenial) =>
    entry === chosen ||
    (isDenial && [foldModel(entry), 'auto'].includes(foldModel(chosen))),
});

/** Whether the rule is about this custom agent. */
export const CUSTOM_AGENT = choice({
  code: 'custom_agent_not_allowed',
  noun: 'custom agent',
  listOf: rule => rule.customAgents,
  choiceOf: request => request.customAgent,
  includes: isSame,
});

const baseRef = choice({
  code: 'base_ref_not_allowed',
  noun: 'base branch',
  listOf: rule => rule.baseRefs,
  choiceOf: request => request.baseRef,
  includes: includesBranch,
});

/**
 * Whether the rule is about this base branch. One that denies is about the head
 * branch as well: where that has an open pull request, the commits go there.
 */
export const BASE_REF: Condition = {
  ...baseRef,
  isMet: (entry, request, now) =>
    baseRef.isMet(entry, request, now) || isHeadRefDenied(entry, request),
  hit: (entry, request) =>
    isHeadRefDenied(entry, request)
      ? `the head branch ${request.headRef} is on its list`
      : baseRef.hit(entry, request),
};

/** Whether a rule that denies has the head branch on its list of branches. */
export function isHeadRefDenied(
  { rule }: Pick<PolicyRuleEntry, 'rule'>,
  { headRef }: PolicyRequest,
): boolean {
  return (
    rule.deny === true &&
    headRef !== undefined &&
    (rule.baseRefs ?? []).some(glob => includesBranch(glob, headRef, true))
  );
}

/** In the order in which they are asked; the first that no rule meets is the reason of a refusal. */
export const CONDITIONS = [
  MATCH,
  IN_FORCE,
  SUBJECT,
  SOURCE,
  MODEL,
  CUSTOM_AGENT,
  BASE_REF,
];

/**
 * A list must hold the choice. No choice could turn out to be any: an allowing
 * rule does not cover it, a denying one does.
 */
function choice(options: {
  code: DenialCode;
  noun: string;
  listOf: (rule: PolicyRule) => string[] | undefined;
  choiceOf: (request: PolicyRequest) => string | undefined;
  includes: (entry: string, chosen: string, isDenial: boolean) => boolean;
}): Condition {
  const { code, noun, listOf, includes } = options;
  // What is empty names nothing.
  const choiceOf = (request: PolicyRequest) =>
    options.choiceOf(request)?.trim() ? options.choiceOf(request) : undefined;
  return {
    code,
    isMet: ({ rule }, request) => {
      const list = listOf(rule);
      if (list === undefined) return true;
      const isDenial = rule.deny === true;
      const chosen = choiceOf(request);
      if (chosen === undefined) return isDenial;
      return list.some(entry => includes(entry, chosen, isDenial));
    },
    miss: ({ rule }, request) => {
      const list = listOf(rule)?.join(', ');
      const chosen = choiceOf(request);
      return chosen === undefined
        ? `no ${noun} is named, and it wants one of: ${list}`
        : `the ${noun} ${chosen} is none of: ${list}`;
    },
    hit: ({ rule }, request) => {
      const list = listOf(rule);
      if (list === undefined) return undefined;
      const chosen = choiceOf(request);
      return chosen === undefined
        ? `no ${noun} is named, so it could turn out to be one of: ${list.join(
            ', ',
          )}`
        : `the ${noun} ${chosen} is on its list`;
    },
  };
}

/**
 * GitHub decides which name it takes for which; a denial is not to be slipped
 * through by writing a name otherwise.
 */
function isSame(entry: string, chosen: string, isDenial: boolean): boolean {
  return entry === chosen || (isDenial && fold(entry) === fold(chosen));
}

function includesBranch(
  glob: string,
  branch: string,
  isDenial: boolean,
): boolean {
  return (
    matchesBranch(glob, branch) ||
    (isDenial &&
      matchesBranch(glob, branch.replace(/^(?:refs\/)?heads\//i, ''), {
        ignoreCase: true,
      }))
  );
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/(?:\.agent)?\.md$/, '');
}

/** GitHub shows `sweagent-capi:gpt-5.4` for what was sent as `gpt-5.4`. */
function foldModel(name: string): string {
  return fold(name).replace(/^[^:]*:/, '');
}

function subjectsOf({ deny, denyFor, allow }: PolicyRule) {
  return deny ? denyFor : allow;
}

/** Made once for the thousands of rules and repositories that a list is held against. */
const folded = new WeakMap<string[], Set<string>>();

function isOneOf({ ownershipEntityRefs }: PolicyRequest) {
  let refs = folded.get(ownershipEntityRefs);
  if (!refs) {
    refs = new Set(ownershipEntityRefs.map(ref => ref.toLowerCase()));
    folded.set(ownershipEntityRefs, refs);
  }
  const known = refs;
  return (ref: string) => known.has(ref.toLowerCase());
}
