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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  isAgentTasksError,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { useState } from 'react';
import {
  useChangeRule,
  type RuleChange,
} from '../../../data/admin/useChangeRule';
import { usePolicy } from '../../../data/admin/usePolicy';
import { useRuleDraft } from '../../../data/admin/useRuleDraft';
import {
  draftOf,
  isSameDraft,
  issuesOfPortal,
  validateRuleDraft,
  type DraftField,
  type RuleDraft,
  type RuleIssues,
} from '../../../presentation/admin/ruleDraft';
import { agentTasksTranslationRef } from '../../../translation';

/** What somebody else did to the rule meanwhile: `undefined` stands for deleted. */
export type RuleConflict = { theirs: PolicyRuleEntry | undefined };

/** The state of the form for a rule. What is typed survives every refusal. */
export type RuleFormState = {
  /** The rule as it was when the typing began; none where it is a new one. */
  opened?: PolicyRuleEntry;
  draft: RuleDraft;
  /** Of the fields that the person has come to. */
  issues: RuleIssues;
  isDirty: boolean;
  isSaving: boolean;
  error?: unknown;
  conflict?: RuleConflict;
  change: (changes: Partial<RuleDraft>, field: DraftField) => void;
  touch: (field: DraftField) => void;
  submit: () => Promise<void>;
  /** Drops what was typed for what somebody else saved. */
  loadTheirs: () => void;
  /** Saves what was typed over what somebody else saved, or as a new rule. */
  overwrite: () => Promise<void>;
  /** Forgets what was typed. */
  discard: () => void;
};

/** Holds what is typed for a rule, checks it, and saves it. */
export function useRuleForm(options: {
  /** The rule to edit as it was opened; without it, a new one. */
  entry?: PolicyRuleEntry;
  onSaved: (match: string) => void;
}): RuleFormState {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { refresh } = usePolicy();
  const { change: save, isChanging, error, forgetError } = useChangeRule();
  const typed = useRuleDraft(options.entry);
  const { opened, draft, discard } = typed;
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [isSubmitted, setSubmitted] = useState(false);
  const [refused, setRefused] = useState<RuleIssues>({});
  const [conflict, setConflict] = useState<RuleConflict>();

  const { request, issues: found } = validateRuleDraft(
    draft,
    (entry, message) => t('ruleForm.entryIssue', { entry, message }),
  );
  const issues = { ...refused, ...found };
  const touch = (field: DraftField) =>
    setTouched(current => new Set(current).add(field));

  const learn = async (cause: unknown) => {
    if (!isAgentTasksError(cause)) return;
    if (cause.code === 'validation_failed') {
      setRefused(issuesOfPortal(cause.issues));
    }
    if (cause.code === 'rule_changed' || cause.code === 'rule_not_found') {
      const policy = await refresh();
      setConflict({
        theirs: policy?.rules.find(({ id }) => id === opened?.id),
      });
      forgetError();
    }
  };

  const send = async (over: PolicyRuleEntry | undefined) => {
    setSubmitted(true);
    if (!request || isChanging) return;
    const change: RuleChange = over
      ? { kind: 'update', entry: over, ...request }
      : { kind: 'create', ...request };
    try {
      await save(change);
    } catch (cause) {
      // What cannot be learned is shown as it came; the draft stays.
      await learn(cause).catch(() => {});
      return;
    }
    discard();
    options.onSaved(request.rule.match);
  };

  return {
    opened,
    draft,
    issues: isSubmitted ? issues : pick(issues, touched),
    isDirty: !isSameDraft(draft, draftOf(opened?.rule)),
    isSaving: isChanging,
    error,
    conflict,
    touch,
    change: (changes, field) => {
      forgetError();
      setRefused({});
      touch(field);
      typed.change(changes);
    },
    submit: () => send(opened),
    loadTheirs: () => {
      typed.reopen(conflict?.theirs);
      setConflict(undefined);
      setSubmitted(false);
      setTouched(new Set());
    },
    overwrite: () => send(conflict?.theirs),
    discard,
  };
}

// Nobody is told off for a field they have not come to yet.
function pick(issues: RuleIssues, fields: ReadonlySet<DraftField>): RuleIssues {
  return Object.fromEntries(
    Object.entries(issues).filter(([field]) => fields.has(field as DraftField)),
  );
}
