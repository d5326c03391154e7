// A vitest reporter whose only words are the last line of a test run: `N passed, N failed[, N skipped]`.
// A run that broke outside a test (an import that fails, an unhandled rejection) counts as a failure too.

export class ClosingLine {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of modules) {
      let failedInside = 0;
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'skipped') count.skipped += 1;
        else failedInside += 1;
      }
      if (failedInside === 0 && testModule.state() === 'failed') failedInside = 1;
      count.failed += failedInside;
    }
    this.line = `${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`;
    this.failed = count.failed;
    this.total = count.passed + count.failed;
  }
}
