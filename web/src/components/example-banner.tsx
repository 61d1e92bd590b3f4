// Says on every page of an alliance with invented data that it is invented.
import { text } from '../text.js';

export function ExampleBanner() {
  return (
    <p class="banner banner-example">
      <b>{text.example.title}.</b> {text.example.explanation}
    </p>
  );
}
