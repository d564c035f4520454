// swift-tools-version: 6.2
import PackageDescription

// A project of somebody else's, as README.md describes it. `.ci/consumer` builds and runs it.
let package = Package(
  name: "consumer",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(url: "https://github.com/OWNER/swift-optimizer-kernels", from: "0.1.0")
  ],
  targets: [
    .executableTarget(
      name: "consumer",
      dependencies: [
        .product(name: "OptimizerKernels", package: "swift-optimizer-kernels"),
        .product(name: "KernelVerification", package: "swift-optimizer-kernels"),
      ]),
    .executableTarget(
      name: "regression", dependencies: [.product(name: "OptimizerKernels", package: "swift-optimizer-kernels")]),
  ]
)
