import BundleJudging
import Testing

@Suite struct CheckedBundleTests {}
