#if arch(x86_64)
  import Foundation
  import OptimizerReference

  /// ρt of one β2 and t, by ways that the references do not go.
  struct Rho {
    let β2: Double
    let t: Int

    /// ρt = 1 + 2 Σ_{j<t} j·β2ʲ / Σ_{j<t} β2ʲ, to about 60 bits: every term is positive, and what follows a term below 2⁻⁸⁰ is too little.
    var exact: Float80 {
      var (power, sum, ages): (Float80, Float80, Float80) = (1, 0, 0)
      for j in 0..<t {
        sum += power
        ages += Float80(j) * power
        power *= Float80(β2)
        if power * Float80(j + 1) < 0x1p-80 * (1 - Float80(β2)) { break }
      }
      return 1 + 2 * ages / sum
    }

    /// How far an honest evaluation in Double of ρ∞ − 2t·β2ᵗ/(1 − β2ᵗ) may be from it.
    var bound: Double {
      typealias K = Coefficient<Bounded<Double>>
      let power = K(β2).power(t)
      return (2 / (1 - K(β2)) - 1 - 2 * K(t) * power / (1 - power)).scalar.bound
    }

    /// Published code in Double: PyTorch's and kozistr's order, tensorflow-addons' and that of a reciprocal power.
    var evaluations: [Double] {
      let power = pow(β2, Double(t))
      let (n, ρInf) = (Double(t), 2 / (1 - β2) - 1)
      return [ρInf - 2 * n * power / (1 - power), ρInf - 2 * n * (power / (1 - power)), ρInf - 2 * n / (1 / power - 1)]
    }
  }
#endif
