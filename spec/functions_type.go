// Functions on types: conversions, and what is sensitive.

package spec

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// conversionTo makes the function that converts its argument to a type.
func conversionTo(want cty.Type) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "v", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true}},
		Type: func(args []cty.Value) (cty.Type, error) {
			v, err := convert.Convert(args[0], want)
			if err != nil {
				return cty.NilType, function.NewArgErrorf(0, "cannot convert %s to %s: %s", args[0].Type().FriendlyName(), want.FriendlyName(), err)
			}
			return v.Type(), nil
		},
		Impl: func(args []cty.Value, result cty.Type) (cty.Value, error) { return convert.Convert(args[0], result) },
	})
}

// marking makes a function that is told its argument's marks.
func marking(typ function.TypeFunc, do func(v cty.Value) cty.Value) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowNull: true, AllowMarked: true, AllowDynamicType: true, AllowUnknown: true}},
		Type:   typ,
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return do(args[0]), nil },
	})
}

func sameType(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil }

func sensitiveFunc() function.Function {
	return marking(sameType, func(v cty.Value) cty.Value { return v.Mark(sensitive) })
}

func nonSensitiveFunc() function.Function {
	return marking(sameType, func(v cty.Value) cty.Value { v, _ = v.UnmarkDeep(); return v })
}

func isSensitiveFunc() function.Function {
	return marking(function.StaticReturnType(cty.Bool), func(v cty.Value) cty.Value { return cty.BoolVal(v.ContainsMarked()) })
}
