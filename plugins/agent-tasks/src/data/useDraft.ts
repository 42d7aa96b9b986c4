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
import { useCallback, useState } from 'react';
import {
  createDraft,
  type StartTaskDefaults,
  type StartTaskDraft,
} from '../presentation/startTaskDraft';

/**
 * What a person types into a dialog. It outlives the dialog and the page (not a
 * reload), so that a closed dialog opened again for the same thing still has it.
 */
export function useDraft(defaults: StartTaskDefaults): {
  draft: StartTaskDraft;
  change: (changes: Partial<StartTaskDraft>) => void;
  /** Forgets it, once the task is started. */
  discard: () => void;
} {
  const queryClient = useQueryClient();
  const [key] = useState(() => ['agent-tasks-draft', JSON.stringify(defaults)]);
  const [draft, setDraft] = useState<StartTaskDraft>(
    () => queryClient.getQueryData(key) ?? createDraft(defaults),
  );
  const change = useCallback(
    (changes: Partial<StartTaskDraft>) =>
      setDraft(current => {
        const next = { ...current, ...changes };
        queryClient.setQueryDefaults(key, { gcTime: Infinity });
        queryClient.setQueryData(key, next);
        return next;
      }),
    [queryClient, key],
  );
  const discard = useCallback(
    () => queryClient.removeQueries({ queryKey: key }),
    [queryClient, key],
  );
  return { draft, change, discard };
}
