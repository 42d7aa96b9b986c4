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
import type { Task } from 'backstage-plugin-agent-tasks-common';
import {
  createContext,
  useContext,
  useMemo,
  useState,
  type PropsWithChildren,
} from 'react';
import { useStartAnew } from '../data';
import { agentTasksTranslationRef } from '../translation';
import { ConfirmDialog } from './ConfirmDialog';

type StartAnewControl = { open: (lost: Task) => void };

const StartAnewContext = createContext<StartAnewControl>({ open: () => {} });

/** Opens the dialog of the nearest {@link StartAnewDialogProvider}. */
export function useStartAnewDialog(): StartAnewControl {
  return useContext(StartAnewContext);
}

/**
 * Holds the dialog in which a person says that a lost task never started. It is
 * one per extension, as the task's own row changes while the dialog is at work.
 */
export function StartAnewDialogProvider(
  props: PropsWithChildren<{ openTask?: (task: Task) => void }>,
) {
  const { children, openTask } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const [lost, setLost] = useState<Task>();
  const { startAnew, isStarting, error, forgetError } = useStartAnew();

  const control = useMemo(
    () => ({
      open: (task: Task) => {
        forgetError();
        setLost(task);
        setOpen(true);
      },
    }),
    [forgetError],
  );
  const confirm = async () => {
    if (!lost) return;
    try {
      const task = await startAnew(lost);
      setOpen(false);
      openTask?.(task);
    } catch {
      // Shown in the dialog, which stays for another try.
    }
  };
  return (
    <StartAnewContext.Provider value={control}>
      {children}
      <ConfirmDialog
        isOpen={isOpen}
        title={t('anew.title')}
        confirm={t('anew.confirm')}
        busy={t('start.submitting')}
        isBusy={isStarting}
        error={error}
        onConfirm={confirm}
        onClose={() => setOpen(false)}
      >
        <span>{t('anew.meaning', { title: <b>{lost?.title}</b> })}</span>
        <span>{t('anew.risk', { repository: lost?.repository ?? '' })}</span>
      </ConfirmDialog>
    </StartAnewContext.Provider>
  );
}
