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
  createRuleRequestSchema,
  type PolicyRule,
  type TaskSource,
} from 'backstage-plugin-agent-tasks-common';
import { LIMIT_NAMES, type LimitName } from './ruleFacts';

/**
 * What an admin has filled in; an empty text or list means "not named". What
 * makes no sense for the effect chosen is kept, but is no part of the rule.
 */
export type RuleDraft = {
  match: string;
  effect: 'allow' | 'deny';
  allow: string[];
  denyFor: string[];
  models: string[];
  customAgents: string[];
  baseRefs: string[];
  sources: TaskSource[];
  limits: Record<LimitName, string>;
  validFrom: string;
  validUntil: string;
  reason: string;
};

/** A field of the form. */
export type DraftField = Exclude<keyof RuleDraft, 'limits'> | LimitName;

/** What is wrong with a draft, per field. */
export type RuleIssues = Partial<Record<DraftField, string>>;

/** What the form begins with: a rule as it is, or nothing. */
export function draftOf(rule: PolicyRule = { match: '' }): RuleDraft {
  return {
    match: rule.match,
    effect: rule.deny ? 'deny' : 'allow',
    allow: rule.allow ?? [],
    denyFor: rule.denyFor ?? [],
    models: rule.models ?? [],
    customAgents: rule.customAgents ?? [],
    baseRefs: rule.baseRefs ?? [],
    sources: rule.sources ?? [],
    limits: Object.fromEntries(
      LIMIT_NAMES.map(name => [name, String(rule.limits?.[name] ?? '')]),
    ) as Record<LimitName, string>,
    validFrom: rule.validFrom ?? '',
    validUntil: rule.validUntil ?? '',
    reason: '',
  };
}

/** Whether a draft says anything else than another; the order of a list says nothing. */
export function isSameDraft(a: RuleDraft, b: RuleDraft): boolean {
  const content = (draft: RuleDraft) =>
    JSON.stringify(draft, (_, value) =>
      Array.isArray(value) ? [...value].sort() : value,
    );
  return content(a) === content(b);
}

/**
 * Checks a draft with the schema that the portal checks with.
 *
 * @param tellEntry - says which entry of a list a message is about
 */
export function validateRuleDraft(
  draft: RuleDraft,
  tellEntry: (entry: string, message: string) => string,
): { request?: { rule: PolicyRule; reason: string }; issues: RuleIssues } {
  const parsed = createRuleRequestSchema.safeParse({
    rule: ruleOf(draft),
    reason: draft.reason,
  });
  if (parsed.success) {
    const { rule, reason } = parsed.data;
    return { request: { rule, reason }, issues: {} };
  }
  const issues: RuleIssues = {};
  for (const { path, message } of parsed.error.issues) {
    const place = placeOf(path.map(String));
    if (!place) continue;
    const entry = entryOf(draft, place);
    issues[place.field] ??=
      entry === undefined ? message : tellEntry(entry, message);
  }
  return { issues };
}

/** The portal's own findings at the fields that they are about. */
export function issuesOfPortal(
  found: { path: string; message: string }[] = [],
): RuleIssues {
  const issues: RuleIssues = {};
  for (const { path, message } of found) {
    const place = placeOf(path.split('.'));
    if (place) issues[place.field] ??= message;
  }
  return issues;
}

type Place = { field: DraftField; index?: number };

const FIELDS = new Set(Object.keys(draftOf()).filter(key => key !== 'limits'));

/** The field that a path such as `rule.limits.aiCreditsPerMonth` or `rule.models.0` leads to. */
function placeOf(path: string[]): Place | undefined {
  const steps = path.filter(step => step !== 'rule' && step !== 'body');
  const [first, second] = steps;
  if (first === 'limits') {
    const limit = LIMIT_NAMES.find(name => name === second);
    return { field: limit ?? LIMIT_NAMES[0] };
  }
  if (first === 'deny') return { field: 'effect' };
  if (!first || !FIELDS.has(first)) return undefined;
  const index = second === undefined ? undefined : Number(second);
  return { field: first as DraftField, index };
}

function entryOf(draft: RuleDraft, place: Place): string | undefined {
  const value = (draft as Record<string, unknown>)[place.field];
  return Array.isArray(value) && place.index !== undefined
    ? value[place.index]
    : undefined;
}

function ruleOf(draft: RuleDraft): Record<string, unknown> {
  const isDeny = draft.effect === 'deny';
  const list = (values: string[]) => (values.length > 0 ? values : undefined);
  return {
    match: draft.match,
    deny: isDeny || undefined,
    allow: isDeny ? undefined : list(draft.allow),
    denyFor: isDeny ? list(draft.denyFor) : undefined,
    models: list(draft.models),
    customAgents: list(draft.customAgents),
    baseRefs: list(draft.baseRefs),
    sources: list(draft.sources),
    limits: isDeny ? undefined : limitsOf(draft.limits),
    validFrom: draft.validFrom.trim() || undefined,
    validUntil: draft.validUntil.trim() || undefined,
  };
}

function limitsOf(limits: RuleDraft['limits']) {
  const given = LIMIT_NAMES.filter(name => limits[name].trim() !== '').map(
    name => [name, numberOf(limits[name])] as const,
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** A number as people type it; what is none stays a text, for the schema to say so. */
function numberOf(text: string): number | string {
  const number = Number(text.trim());
  return Number.isFinite(number) ? number : text;
}
