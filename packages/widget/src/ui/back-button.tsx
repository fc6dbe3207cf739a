/** @jsxImportSource preact */
import { Icon } from './icons.tsx';
import type { Ui } from './ui.ts';

export const BackButton = ({ ui }: { ui: Ui }) => (
  <button type="button" class="back" onClick={ui.flow.goBack}>
    <Icon name="back" size={16} flip />
    {ui.words.messages.back}
  </button>
);
