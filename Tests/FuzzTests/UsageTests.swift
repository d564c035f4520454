import Testing

@testable import fuzz

@Suite struct UsageTests {}
