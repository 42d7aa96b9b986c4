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

import { useSignal } from '@backstage/plugin-signals-react';
import { useQueryClient } from '@tanstack/react-query';
import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  type TaskChangedSignal,
} from 'backstage-plugin-agent-tasks-common';
import { useEffect, useRef } from 'react';
import { queryKeys } from './queryKeys';

// Changes come in bursts (state, branch, pull request): one question for all.
const COLLAPSE_MS = 250;

/**
 * Turns "task X changed" into "ask again", with the viewer's own rights. A
 * signal says nothing but the id, may be lost, and may stand for several.
 */
export function TaskSignals() {
  const { lastSignal } = useSignal<TaskChangedSignal>(
    AGENT_TASKS_SIGNAL_CHANNEL,
  );
  const queryClient = useQueryClient();
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (lastSignal?.type !== 'task-changed') return;
    changed.current.add(lastSignal.id);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = [...changed.current];
      changed.current.clear();
      queryClient.invalidateQueries({ queryKey: queryKeys.lists });
      for (const id of ids)
        queryClient.invalidateQueries({ queryKey: queryKeys.task(id) });
    }, COLLAPSE_MS);
  }, [lastSignal, queryClient]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return null;
}
