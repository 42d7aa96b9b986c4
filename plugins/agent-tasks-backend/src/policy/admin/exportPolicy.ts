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

import type {
  Policy,
  PolicyRule,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { Document, stringify, type Node, type YAMLSeq } from 'yaml';
import { isSameMatch, isSameRule, isTotalDenial } from '../compareRules';

/**
 * The policy as YAML that can be put into app-config.yaml as it is: the rules of
 * both origins, in their order, and the limits. Rules that app-config would
 * refuse or has no word for (disabled ones, repetitions, and such as allow what
 * another denies altogether) change nothing about decisions: they stand in
 * comments at the end. Those with validity dates keep them.
 */
export function exportPolicy(policy: Policy, now: Date): string {
  const { written, left } = sortOut(policy.rules);
  const document = new Document({
    agentTasks: {
      policy: {
        repositories: written.map(({ rule }) => escaped(rule)),
        ...(Object.keys(policy.limits).length > 0 && {
          limits: policy.limits,
        }),
      },
    },
  });
  document.commentBefore = lines(
    `Who may start agent tasks, as it was at ${now.toISOString()}.`,
    'For app-config.yaml. Rules of the admin page stay there until they are deleted there.',
  );
  const entries = document.getIn(['agentTasks', 'policy', 'repositories']);
  (entries as YAMLSeq<Node>).items.forEach((item, index) => {
    item.commentBefore = lines(describe(written[index]));
  });
  if (left.length > 0) {
    document.comment = lines(
      'Rules that change nothing now:',
      ...left.flatMap(({ entry, because }) => [
        `${describe(entry)}: ${because}`,
        ...stringify([escaped(entry.rule)], { lineWidth: 0 })
          .trimEnd()
          .split('\n')
          .map(line => `  ${line}`),
      ]),
    );
  }
  return document.toString({ lineWidth: 0 });
}

function sortOut(entries: PolicyRuleEntry[]) {
  const written: PolicyRuleEntry[] = [];
  const left: { entry: PolicyRuleEntry; because: string }[] = [];
  const denials = entries.filter(
    ({ status, rule }) => status === 'active' && isTotalDenial(rule),
  );
  for (const entry of entries) {
    const because = reasonToLeave(entry, written, denials);
    if (because) left.push({ entry, because });
    else written.push(entry);
  }
  return { written, left };
}

function reasonToLeave(
  { status, rule }: PolicyRuleEntry,
  written: PolicyRuleEntry[],
  denials: PolicyRuleEntry[],
): string | undefined {
  if (status === 'disabled') return 'disabled';
  if (written.some(other => isSameRule(other.rule, rule))) {
    return 'says what another rule says';
  }
  const isDenied = denials.some(denial => isSameMatch(denial.rule, rule));
  return !rule.deny && isDenied
    ? 'allows what another rule denies altogether'
    : undefined;
}

function describe({ origin, id, problem }: PolicyRuleEntry): string {
  if (problem) return problem;
  return origin === 'config' ? id : `Admin page, rule ${id}`;
}

/** Backstage replaces `${NAME}` in app-config by a variable of the environment, and `$${NAME}` by `${NAME}`. */
function escaped(rule: PolicyRule): PolicyRule {
  return JSON.parse(JSON.stringify(rule), (_key, value) =>
    typeof value === 'string'
      ? value.replace(/\$(?=\{[^{}]*\})/g, '$$$$')
      : value,
  );
}

function lines(...texts: string[]): string {
  return texts.map(text => ` ${text}`).join('\n');
}
