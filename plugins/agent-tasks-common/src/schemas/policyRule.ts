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

import { z } from 'zod';
import { describeGlobProblem } from '../describeGlobProblem';
import { isCostlyGlob } from '../isCostlyGlob';

/**
 * By which door a task comes: the portal's user interface and API, the
 * scaffolder, the proxy of GitHub's API, or an MCP client.
 *
 * @public
 */
export const TASK_SOURCES = ['portal', 'scaffolder', 'proxy', 'mcp'] as const;

/**
 * One of {@link TASK_SOURCES}.
 *
 * @public
 */
export type TaskSource = (typeof TASK_SOURCES)[number];

const count = z
  .number('Give a whole number of tasks, at least 1.')
  .int('Give a whole number of tasks, at least 1.')
  .min(1, 'Give a whole number of tasks, at least 1.')
  .max(1_000_000, 'Give at most 1000000, or nothing for no limit.');

const credits = z
  .number('Give a number of AI credits, more than 0.')
  .positive('Give a number of AI credits, more than 0.')
  .max(1_000_000_000, 'Give at most 1000000000, or nothing for no limit.')
  // GitHub reports billionths; hundredths are as fine as people need.
  .multipleOf(0.01, 'Give at most two decimals.');

/**
 * How much may be done. Of a rule: in the repositories that it matches; of the
 * policy: everywhere. Months are calendar months in UTC, days any 24 hours.
 *
 * @public
 */
export const policyLimitsSchema = z
  .strictObject({
    activeTasksPerUser: count
      .optional()
      .describe('Unfinished tasks of one user at any moment'),
    activeTasksPerRepository: count
      .optional()
      .describe('Unfinished tasks in one repository at any moment'),
    tasksPerUserPerDay: count
      .optional()
      .describe('Tasks that one user may start in any 24 hours'),
    tasksPerRepositoryPerDay: count
      .optional()
      .describe('Tasks that may be started in one repository in any 24 hours'),
    aiCreditsPerUserPerMonth: credits
      .optional()
      .describe('AI credits that the tasks of one user may cost in a month'),
    aiCreditsPerGroupPerMonth: credits
      .optional()
      .describe(
        'AI credits that the tasks of the members of one group may cost in a month',
      ),
    aiCreditsPerMonth: credits
      .optional()
      .describe('AI credits that all tasks together may cost in a month'),
  })
  .meta({ id: 'PolicyLimits' });

/**
 * See {@link policyLimitsSchema}.
 *
 * @public
 */
export type PolicyLimits = z.infer<typeof policyLimitsSchema>;

const EMPTY_LIST =
  'An empty list would stand for nothing. Name at least one, or leave it out for any.';

const MAX_ENTRIES = 200;

/** A list without repetitions of at least one entry. */
function listOf<T extends z.ZodType<string>>(entry: T) {
  return z
    .array(entry)
    .min(1, EMPTY_LIST)
    .max(MAX_ENTRIES, `Give at most ${MAX_ENTRIES}.`);
}

/** A user or group, completed to a full entity ref in lower case. */
const subject = z
  .string()
  .trim()
  .max(255)
  .regex(
    /^(?:user|group):(?:[a-z0-9._-]+\/)?[a-z0-9._-]+$/i,
    'Give the entity ref of a user or group, for example group:default/platform.',
  )
  .overwrite(ref => {
    const [kind, name] = ref.toLowerCase().split(':');
    // Also run for what the pattern refuses.
    if (!name) return ref;
    return name.includes('/') ? `${kind}:${name}` : `${kind}:default/${name}`;
  });

const model = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/,
    'Give the name of a model, for example claude-sonnet-4.6.',
  );

const customAgent = z
  .string()
  .trim()
  .min(1, 'Give the file name of a custom agent without .agent.md.')
  .max(100)
  .regex(/^[^\p{Cc}]+$/u, 'Remove the control characters.');

const branchGlob = z
  .string()
  .trim()
  .max(255)
  .regex(
    /^(?![/.-])[A-Za-z0-9._/*?+@#=-]+$/,
    'Give a branch, or a glob such as release/*.',
  )
  .refine(
    glob => !isCostlyGlob(glob),
    'Use at most three stars, as more can take very long to match.',
  );

const day = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'Give a date such as 2026-12-31, or a time in ISO 8601.',
);

/**
 * One rule of the policy, the same in `agentTasks.policy.repositories` and on the
 * admin page. A rule allows, or with `deny` refuses; deny wins. It concerns a
 * request if everything that it names does. Where it has a list and the request
 * names nothing (Auto, no custom agent, the default branch), that could turn out
 * to be anything: an allowing rule does not cover it, a denying one does.
 *
 * @public
 */
export const policyRuleSchema = z
  .strictObject({
    match: z
      .string()
      .trim()
      .min(1, 'Give a glob on owner/name, for example acme/*.')
      .max(255)
      .superRefine((match, context) => {
        const problem = describeGlobProblem(match);
        if (problem && match !== '') {
          context.addIssue({
            code: 'custom',
            message: problem[0].toUpperCase() + problem.slice(1),
          });
        }
      })
      .describe(
        'A glob on owner/name, case-insensitive; a star does not cross the slash',
      ),
    deny: z
      .boolean()
      .optional()
      .describe('Refuses what it concerns, whatever other rules allow'),
    allow: listOf(subject)
      .optional()
      .describe(
        'Of a rule that allows: only these users and groups; everyone if absent',
      ),
    denyFor: listOf(subject)
      .optional()
      .describe(
        'Of a rule that denies: only these users and groups; everyone if absent',
      ),
    models: listOf(model)
      .optional()
      .describe('Only these models; any if absent'),
    customAgents: listOf(customAgent)
      .optional()
      .describe('Only these custom agents; any if absent'),
    baseRefs: listOf(branchGlob)
      .optional()
      .describe(
        'Only these base branches, as names or globs; a star does not cross a slash; any if absent. A rule that denies concerns head branches as well, as commits go there',
      ),
    sources: listOf(z.enum(TASK_SOURCES))
      .optional()
      .describe('Only tasks that come by these doors; any if absent'),
    limits: policyLimitsSchema
      .optional()
      .describe('How much may be done in the repositories that it matches'),
    validFrom: day
      .optional()
      .describe('From then on; a date means its beginning in UTC'),
    validUntil: day
      .optional()
      .describe('Until then; a date means its end in UTC'),
  })
  .superRefine((rule, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (rule.deny && rule.allow) {
      refuse(
        'allow',
        'A rule that denies cannot name whom it allows. Use denyFor to deny only some, or remove it.',
      );
    }
    if (rule.deny && rule.limits) {
      refuse('limits', 'A rule that denies has no limits. Remove them.');
    }
    if (!rule.deny && rule.denyFor) {
      refuse('denyFor', 'Only a rule that denies has it. Use allow instead.');
    }
    if (
      rule.validFrom &&
      rule.validUntil &&
      startOf(rule.validFrom) > endOf(rule.validUntil)
    ) {
      refuse('validUntil', 'It ends before it begins. Give a later day.');
    }
  })
  .meta({ id: 'PolicyRule' });

/**
 * See {@link policyRuleSchema}.
 *
 * @public
 */
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/**
 * Whether a rule is in force at a time (milliseconds since 1970).
 *
 * @public
 */
export function validityOf(
  rule: Pick<PolicyRule, 'validFrom' | 'validUntil'>,
  now: number,
): 'valid' | 'not_yet_valid' | 'expired' {
  if (rule.validFrom && now < startOf(rule.validFrom)) return 'not_yet_valid';
  if (rule.validUntil && now > endOf(rule.validUntil)) return 'expired';
  return 'valid';
}

function startOf(time: string): number {
  return Date.parse(time);
}

function endOf(time: string): number {
  const isDate = time.length === 'yyyy-mm-dd'.length;
  return isDate ? Date.parse(`${time}T23:59:59.999Z`) : Date.parse(time);
}
