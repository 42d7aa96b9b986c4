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

import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  PolicyRule,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { queryKeys } from '../queryKeys';
import { adminKeys } from './adminKeys';

/** A change of the rules. A rule is named as it was read, so that nobody's change is lost. */
export type RuleChange =
  | { kind: 'create'; rule: PolicyRule; reason: string }
  | { kind: 'update'; entry: PolicyRuleEntry; rule: PolicyRule; reason: string }
  | { kind: 'enable' | 'disable'; entry: PolicyRuleEntry; reason: string }
  | { kind: 'delete'; entry: PolicyRuleEntry; reason: string };

/** Changes rules; what is on screen is asked for anew before it resolves. */
export function useChangeRule(): {
  change: (change: RuleChange) => Promise<void>;
  isChanging: boolean;
  error?: unknown;
  /** Forgets an error that no longer concerns what is on screen. */
  forgetError: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const queryClient = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: async (change: RuleChange) => {
      const { kind, reason } = change;
      if (kind === 'create') {
        await api.createRule({ rule: change.rule, reason });
        return;
      }
      const { entry } = change;
      // Only rules of app-config have none, and those cannot be changed here.
      const version = entry.version ?? 0;
      if (kind === 'delete') {
        await api.deleteRule(entry.id, { version, reason });
        return;
      }
      await api.updateRule(entry.id, {
        rule: kind === 'update' ? change.rule : entry.rule,
        enabled: kind === 'update' ? isEnabled(entry) : kind === 'enable',
        version,
        reason,
      });
    },
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: adminKeys.histories });
      queryClient.invalidateQueries({ queryKey: queryKeys.repositories });
      return queryClient.invalidateQueries({ queryKey: adminKeys.policy });
    },
  });
  return {
    change: mutateAsync,
    isChanging: isPending,
    error: error ?? undefined,
    forgetError: reset,
  };
}

/** Whether a rule counts as soon as its dates allow. */
export function isEnabled(entry: Pick<PolicyRuleEntry, 'status'>): boolean {
  return entry.status !== 'disabled';
}
