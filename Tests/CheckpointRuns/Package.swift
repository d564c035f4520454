// swift-tools-version: 6.2
import PackageDescription

// Checkpoints under a process that is killed, and at size. A package of its own: neither belongs in the seconds of `swift test`.
// `.ci/checkpoint-kill` and `.ci/checkpoint-speed` build and run it.
let package = Package(
  name: "checkpoint-runs",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "swift-optimizer-kernels", path: "../..")],
  targets: [
    .executableTarget(
      name: "checkpoint-runs", dependencies: [.product(name: "OptimizerKernels", package: "swift-optimizer-kernels")])
  ]
)

for target in package.targets {
  target.swiftSettings =
    [.strictMemorySafety(), .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility")]
    + (target.swiftSettings ?? [])
}
