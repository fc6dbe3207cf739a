/** @jsxImportSource preact */
import { Icon } from './icons.tsx';
import type { Ui } from './ui.ts';

export const CloseButton = ({ ui, onClose }: { ui: Ui; onClose: () => void }) => (
  <button type="button" class="icon close" aria-label={ui.words.messages.close} onClick={onClose}>
    <Icon name="close" />
  </button>
);
