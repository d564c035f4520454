import Foundation
import Testing

/// The page "Verify your own kernel": its code is compiled and run by `.ci/consumer`, which keeps what it prints.
@Suite struct KernelVerificationPageTests {
  @Test func theCodeIsTheConsumersAndTheReportsAreWhatItPrinted() throws {
    let page = try Page("VerifyingYourKernel")
    let consumer = Page.package.appending(path: "Tests/Consumer")
    let code = try String(contentsOf: consumer.appending(path: "Sources/consumer/Consumer.swift"), encoding: .utf8)
    // A function of a type stands two spaces in.
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
    #expect(page.blocks("swift").count == 1)
    #expect(page.blocks("swift").allSatisfy { lines.joined(separator: "\n").contains($0) })
    let printed = try String(contentsOf: consumer.appending(path: "expected.txt"), encoding: .utf8)
    #expect(page.blocks("").count == 2)
    #expect(page.blocks("").allSatisfy { printed.contains($0) })
  }
}
