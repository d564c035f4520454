import CommandLine
import Testing

@testable import fuzz

/// What a campaign takes from the environment.
@Suite struct EnvironmentTests {
  @Test func anEnvironmentThatIsNotPlainIsRefused() {
    let error = #expect(throws: UsageError.self) {
      let arguments = Arguments(["--cases", "64"], options: [.cases])
      return try CampaignCommand(arguments, environment: ["JOB_COMPLETION_INDEX": "1"])
    }
    #expect(error?.message.contains("--shards") == true)
  }
}
