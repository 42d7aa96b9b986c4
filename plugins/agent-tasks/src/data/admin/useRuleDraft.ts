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

import { useQueryClient } from '@tanstack/react-query';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { useCallback, useEffect, useState } from 'react';
import { draftOf, type RuleDraft } from '../../presentation/admin/ruleDraft';

/** What is typed for a rule, and the rule as it was when the typing began. */
type TypedRule = {
  opened?: PolicyRuleEntry;
  draft: RuleDraft;
  isChanged?: true;
};

/**
 * What a person types for a rule. It outlives the page (not a reload), so that
 * the browser's Back, before which no router asks, loses nothing of it: the form
 * of the same rule, or of a new one, still has it.
 */
export function useRuleDraft(entry: PolicyRuleEntry | undefined): TypedRule & {
  change: (changes: Partial<RuleDraft>) => void;
  /** Begins anew with the rule as it is now. */
  reopen: (entry: PolicyRuleEntry | undefined) => void;
  /** Forgets it, once it is saved or no longer wanted. */
  discard: () => void;
} {
  const queryClient = useQueryClient();
  const [key] = useState(() => ['agent-tasks-rule-draft', entry?.id ?? 'new']);
  const [typed, setTyped] = useState<TypedRule>(
    () => queryClient.getQueryData(key) ?? begin(entry),
  );
  useEffect(() => {
    if (!typed.isChanged) return;
    queryClient.setQueryDefaults(key, { gcTime: Infinity });
    queryClient.setQueryData(key, typed);
  }, [queryClient, key, typed]);
  const change = useCallback(
    (changes: Partial<RuleDraft>) =>
      setTyped(({ opened, draft }) => ({
        opened,
        draft: { ...draft, ...changes },
        isChanged: true,
      })),
    [],
  );
  const discard = useCallback(
    () => queryClient.removeQueries({ queryKey: key }),
    [queryClient, key],
  );
  const reopen = useCallback(
    (now: PolicyRuleEntry | undefined) => {
      discard();
      setTyped(begin(now));
    },
    [discard],
  );
  return { ...typed, change, reopen, discard };
}

function begin(entry: PolicyRuleEntry | undefined): TypedRule {
  return { opened: entry, draft: draftOf(entry?.rule) };
}
